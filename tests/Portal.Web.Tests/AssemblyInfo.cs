using Portal.Web.Tests.Api;

[assembly: AssemblyFixture(typeof(ApiHost))]
