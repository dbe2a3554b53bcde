using Portal.Testing.Worlds;
using Portal.Web.Tests.Api;

[assembly: AssemblyFixture(typeof(ApiHost))]
[assembly: AssemblyFixture(typeof(PortalCluster))]
