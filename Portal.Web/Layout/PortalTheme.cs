using MudBlazor;

namespace Portal.Web.Layout;

/// <summary>The portal's own face: ink and teal on paper, small and dense, borders instead of shadows.</summary>
internal static class PortalTheme
{
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0b635c",
            PrimaryContrastText = "#ffffff",
            Secondary = "#3d5166",
            Tertiary = "#8a4b00",
            Info = "#1f5fae",
            Success = "#1d6b3a",
            Warning = "#8a4b00",
            Error = "#a3232b",
            Dark = "#16232f",
            Background = "#f4f6f5",
            BackgroundGray = "#eaeeec",
            Surface = "#ffffff",
            AppbarBackground = "#ffffff",
            AppbarText = "#16232f",
            DrawerBackground = "#ffffff",
            DrawerText = "#16232f",
            DrawerIcon = "#4c5c69",
            TextPrimary = "#16232f",
            TextSecondary = "#4c5c69",
            TextDisabled = "#6d7a85",
            ActionDefault = "#4c5c69",
            ActionDisabled = "#8b97a1",
            LinesDefault = "#d5dcd9",
            LinesInputs = "#7b8994",
            TableLines = "#e1e7e4",
            Divider = "#d5dcd9",
            TableHover = "#f0f4f2",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#5fd0c2",
            PrimaryContrastText = "#06231f",
            Secondary = "#a9bac9",
            Tertiary = "#f2b35d",
            Info = "#86b9f5",
            Success = "#7fd39b",
            Warning = "#f2b35d",
            Error = "#ff9a9f",
            ErrorContrastText = "#3a0508",
            Dark = "#e6edf2",
            SuccessContrastText = "#06230f",
            WarningContrastText = "#2b1900",
            InfoContrastText = "#061a33",
            Background = "#0e151b",
            BackgroundGray = "#131c24",
            Surface = "#16202a",
            AppbarBackground = "#16202a",
            AppbarText = "#e6edf2",
            DrawerBackground = "#16202a",
            DrawerText = "#e6edf2",
            DrawerIcon = "#a5b3c0",
            TextPrimary = "#e6edf2",
            TextSecondary = "#a5b3c0",
            TextDisabled = "#8594a1",
            ActionDefault = "#a5b3c0",
            ActionDisabled = "#64727e",
            LinesDefault = "#2a3743",
            LinesInputs = "#6f7f8d",
            TableLines = "#243039",
            Divider = "#2a3743",
            TableHover = "#1b2732",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px" },
        Typography = new Typography
        {
            Default =
                new DefaultTypography
                {
                    FontFamily = ["IBM Plex Sans", "system-ui", "sans-serif"],
                    FontSize = ".9375rem",
                    LineHeight = "1.5",
                    LetterSpacing = "0"
                },
            Body1 = new Body1Typography { FontSize = ".9375rem", LineHeight = "1.5", LetterSpacing = "0" },
            Body2 = new Body2Typography { FontSize = ".875rem", LineHeight = "1.45", LetterSpacing = "0" },
            Button = new ButtonTypography { FontSize = ".875rem", FontWeight = "600", TextTransform = "none", LetterSpacing = "0" },
            H6 = new H6Typography { FontSize = "1.125rem", FontWeight = "600", LetterSpacing = "0" },
            Caption = new CaptionTypography { FontSize = ".8125rem", LetterSpacing = "0" },
        },
    };
}
