namespace Portal.Web.Hosting;

/// <summary>The certificate with which the portal itself answers by https, where no proxy does.</summary>
internal sealed class TlsSettings
{
    /// <summary>A PEM file with the certificate and those above it.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>A PEM file with its private key.</summary>
    public string? KeyFile { get; set; }
}
