// Owns the private PostgreSQL on the folder that is given, until its input ends: a process that tests may kill.
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Infrastructure.EmbeddedPostgres;

try
{
    await using var postgres = await PrivatePostgres.StartAsync(
        new PrivatePostgresOptions { Folder = args[0] }, NullLogger.Instance, CancellationToken.None);
    Console.WriteLine(postgres.ConnectionStringFor("postgres"));
    await Console.In.ReadLineAsync();
    return 0;
}
catch (PrivatePostgresException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 2;
}
