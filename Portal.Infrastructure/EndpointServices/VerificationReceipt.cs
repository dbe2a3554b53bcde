using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>That AWS is about to be asked for a proof, and what the portal found of it by itself in the meantime.</summary>
/// <param name="Lookup">None while AWS has not said what the proof has to be.</param>
public sealed record VerificationReceipt(Receipt Receipt, ProofLookupView? Lookup);
