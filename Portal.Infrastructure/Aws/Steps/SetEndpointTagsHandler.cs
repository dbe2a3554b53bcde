using Portal.Domain.Connections;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class SetEndpointTagsHandler : TagsHandler<SetEndpointTagsCall>;
