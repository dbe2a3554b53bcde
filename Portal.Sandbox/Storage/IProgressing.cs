namespace Portal.Sandbox.Storage;

/// <summary>Something whose state changes by the clock.</summary>
internal interface IProgressing : IEntity
{
    string Region { get; }

    Timeline States { get; }

    IProgressing With(Timeline states);
}
