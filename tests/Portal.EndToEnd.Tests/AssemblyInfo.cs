using Portal.Testing.Postgres;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(PostgresCluster))]

// Each test runs a portal and a simulated AWS as processes; two cores carry one such world at a time.
[assembly: Parallelization(Mode = ParallelMode.None)]
