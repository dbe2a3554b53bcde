using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Portal.Web.Hosting;

/// <summary>What the host itself needs of its machine: a folder, a port, a certificate.</summary>
internal static class DoorCheck
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(21);

    public static CheckLine Folder(string path)
    {
        try
        {
            if (File.Exists(path))
            {
                throw new IOException("It is a file.");
            }

            // What is not there yet is made in the first folder above it that is.
            var there = path;
            while (!Directory.Exists(there))
            {
                there = Path.GetDirectoryName(there) ?? throw new IOException($"There is no folder above {path}.");
            }

            var probe = Path.Combine(there, $".portal-check-{Guid.CreateVersion7():N}");
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
                return CheckLine.Ok("Data folder", path);
            }
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return CheckLine.Problem("Data folder", $"{path} cannot be used: {denied.Message} Choose another with --data DIR.");
        }
    }

    public static CheckLine Port(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return CheckLine.Ok("Port", $"{address}:{port} is free");
        }
        catch (SocketException taken)
        {
            return CheckLine.Note(
                "Port", $"{address}:{port} cannot be listened on now ({taken.Message}). Unless a portal runs there, choose another with --port N.");
        }
    }

    public static CheckLine Certificate(TlsSettings tls, Uri? publicUrl, TimeProvider clock)
    {
        const string Subject = "Certificate";
        try
        {
            using var certificate = X509Certificate2.CreateFromPemFile(tls.CertificateFile!, tls.KeyFile);
            var (now, ends) = (clock.GetUtcNow(), new DateTimeOffset(certificate.NotAfter));
            return ends <= now || certificate.NotBefore > now
                ? CheckLine.Problem(
                    Subject, $"{tls.CertificateFile} is valid from {certificate.NotBefore:yyyy-MM-dd} to {ends:yyyy-MM-dd}. Put a valid one there.")
                : publicUrl is not null && !certificate.MatchesHostname(publicUrl.Host)
                ? CheckLine.Problem(Subject, $"{tls.CertificateFile} is not for {publicUrl.Host}, as Portal:PublicUrl has it.")
                : ends - now < Soon
                ? CheckLine.Note(Subject, $"{tls.CertificateFile} ends on {ends:yyyy-MM-dd}. The portal reads a new one when it starts.")
                : CheckLine.Ok(Subject, $"{tls.CertificateFile}, until {ends:yyyy-MM-dd}");
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return CheckLine.Problem(Subject, $"{tls.CertificateFile} and {tls.KeyFile} are no certificate with its key: {unreadable.Message}");
        }
    }
}
