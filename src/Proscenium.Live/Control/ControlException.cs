namespace Proscenium.Live.Control;

/// <summary>A command that cannot be carried out, or a port that cannot be had; the message is one sentence for people.</summary>
sealed class ControlException(string sentence, Exception? cause = null) : ProsceniumException(new(ErrorCodes.CommandRefused, sentence), cause);
