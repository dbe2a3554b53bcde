using Portal.Domain.EndpointServices;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class SetServiceTagsHandler : TagsHandler<SetServiceTagsCall>;
