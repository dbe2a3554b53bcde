namespace Portal.Sandbox.Calls;

/// <summary>The connection breaks: the client gets no reply, whether or not its call was carried out.</summary>
internal sealed class ConnectionLostException() : Exception("The connection is cut by a fault rule.");
