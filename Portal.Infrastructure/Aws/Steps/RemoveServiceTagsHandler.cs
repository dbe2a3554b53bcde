using Portal.Domain.EndpointServices;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class RemoveServiceTagsHandler : TagsHandler<RemoveServiceTagsCall>;
