using Portal.EndToEnd.Tests.Browsers;
using Portal.Testing.Postgres;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(PostgresCluster))]
[assembly: AssemblyFixture(typeof(Chromium))]

// Each class has a world of its own, of processes that mostly wait for each other; two cores carry two of them.
[assembly: Parallelization(MaxThreads = 2)]
