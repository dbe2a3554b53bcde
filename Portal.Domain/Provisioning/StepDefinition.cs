namespace Portal.Domain.Provisioning;

/// <summary>
/// A kind of mutating step: all that the portal knows of it, in one place. The call to AWS itself is made by the handler of its <see cref="CallType"/>.
/// </summary>
/// <remarks>A definition is found by its static property <c>Definition</c>; there is no list to add it to.</remarks>
/// <param name="name">Part of stored keys: never changed, never derived from a class name.</param>
/// <param name="repeat">Why a repeat of it is safe.</param>
/// <param name="side">In whose account it is carried out: the provider's or the consumer's.</param>
/// <param name="opposite">The name of the step that would undo it; barred while the outcome of this one is unknown.</param>
public abstract class StepDefinition(string name, RepeatKind repeat, Party side, string? opposite)
{
    public string Name { get; } = name;

    public RepeatKind Repeat { get; } = repeat;

    public Party Side { get; } = side;

    public string? Opposite { get; } = opposite;

    /// <summary>What people read of it, as an order: "Create the target group".</summary>
    public abstract string Title { get; }

    /// <summary>The kind of <see cref="StepCall"/> that it sends.</summary>
    public abstract Type CallType { get; }

    /// <summary>What the role in the account has to allow, dependent actions included.</summary>
    public abstract IReadOnlyList<IamAction> Permissions { get; }

    /// <summary>The action of AWS's that it is, for example <c>ec2:CreateVpcEndpoint</c>; what depends on it follows.</summary>
    public string Action => Permissions[0].Action;

    /// <summary>What has to be observed again after it.</summary>
    public abstract ObservedParts Touches { get; }

    /// <summary>Whether an object comes into being by it, so that an unknown outcome may hide an orphan.</summary>
    public bool Creates => Repeat is RepeatKind.Token or RepeatKind.NameUnique;

    /// <summary>The name of the step that deletes what it has made or taken over.</summary>
    public virtual string? DeletedBy => Opposite;

    /// <summary>Whether what it makes goes by itself when its parent is deleted, as a listener does with its load balancer.</summary>
    public virtual bool GoesWithItsParent => false;

    /// <summary>Whether it only ends something: it is sent when the end of its aggregate has come, too.</summary>
    public virtual bool Ends => false;

    /// <summary>Whether its effect comes only when a person has done something outside of the portal: then it is sent again at a steady pace.</summary>
    public virtual bool NeedsPerson => false;

    /// <summary>Whether its call says all that is wanted of what it changes: one that says something else is another wish, and does not wait for it.</summary>
    public virtual bool SaysAllThatIsWanted => false;

    /// <param name="part">Tells several steps of one kind apart, for example a listener's port.</param>
    public StepKey Key(string? part = null) => new(part is null ? Name : $"{Name}/{part}");

    public override string ToString() => Name;
}

/// <summary>A kind of step of one kind of aggregate.</summary>
/// <typeparam name="TSpec">What is wanted of the aggregate.</typeparam>
/// <typeparam name="TObservation">What AWS said of it.</typeparam>
public abstract class StepDefinition<TSpec, TObservation>(
    string name, RepeatKind repeat, Party side, string? opposite) : StepDefinition(name, repeat, side, opposite)
{
    /// <summary>All that steps of this kind may do in AWS by the spec.</summary>
    public abstract IEnumerable<Effect> EffectsOf(TSpec spec);

    /// <summary>Whether the observation shows its effect; none if it cannot be told.</summary>
    public abstract bool? IsDone(TSpec spec, TObservation seen, StepKey key);
}
