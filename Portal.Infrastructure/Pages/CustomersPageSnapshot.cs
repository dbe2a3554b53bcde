using Portal.Infrastructure.Customers;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;

namespace Portal.Infrastructure.Pages;

/// <summary>What the page of a service's customers shows.</summary>
public sealed record CustomersPageSnapshot(EndpointServiceView Service, Page<CustomerConnectionView> Customers);
