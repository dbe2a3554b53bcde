namespace Portal.Domain.Provisioning;

/// <summary>Tells what a call of ours made from what only carries our tags: tags can be copied by anybody.</summary>
public static class Adoption
{
    /// <summary>How far AWS's clock and the database's may be apart.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>Whether a creation in the history can have made the object that was found by the aggregate's tags.</summary>
    /// <param name="operationId">The operation that the object's tag names; none without the tag.</param>
    /// <param name="madeAt">When AWS says that it was made; none where AWS does not say.</param>
    public static bool IsOurs(OperationHistory history, StepKey create, Guid? operationId, DateTimeOffset? madeAt)
    {
        var creation = operationId is null
            ? history.Latest(create)
            : history.Operations.FirstOrDefault(operation => operation.Key == create && operation.Id == operationId);
        return creation is not null && (madeAt is null || madeAt >= creation.CreatedAt - ClockSkew);
    }
}
