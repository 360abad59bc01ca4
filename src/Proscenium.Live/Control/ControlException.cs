namespace Proscenium.Live.Control;

/// <summary>A command that cannot be carried out, or a port that cannot be had; the message is one sentence for people.</summary>
public sealed class ControlException(string message, Exception? cause = null) : Exception(message, cause);
