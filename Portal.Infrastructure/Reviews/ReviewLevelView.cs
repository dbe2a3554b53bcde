namespace Portal.Infrastructure.Reviews;

public sealed record ReviewLevelView(string Name, Guid? TeamId, int Approvals, bool Current);
