using Microsoft.Extensions.Options;

namespace Portal.Jobs;

/// <summary>Names everything that is wrong with the settings of the background work at once.</summary>
public sealed class JobsOptionsValidator : IValidateOptions<JobsOptions>
{
    public ValidateOptionsResult Validate(string? name, JobsOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.Workers is < 1 or > 100)
        {
            result.AddError($"Portal:Jobs:Workers is {options.Workers}; use 1 to 100.");
        }

        if (options.ResyncInterval < TimeSpan.FromSeconds(10) || options.ResyncInterval > TimeSpan.FromDays(1))
        {
            result.AddError($"Portal:Jobs:ResyncInterval is {options.ResyncInterval}; use 00:00:10 to 1.00:00:00.");
        }

        if (options.RepairGrace < TimeSpan.Zero || options.RepairGrace > TimeSpan.FromDays(7))
        {
            result.AddError($"Portal:Jobs:RepairGrace is {options.RepairGrace}; use 00:00:00 to 7.00:00:00.");
        }

        return result.Build();
    }
}
