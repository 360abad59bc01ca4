namespace Proscenium.Plugin;

/// <summary>Failures of what a host calls: an exception that got through to it would end it, and all its other plug-ins.</summary>
static class Complaints
{
    const int Most = 20;

    static int _told;

    /// <summary>Says why a call failed; only so often, since it may fail in every block.</summary>
    public static void Tell(Exception failure)
    {
        int told = Interlocked.Increment(ref _told);
        if (told <= Most) StandardError.Write($"the host's request failed: {failure.Message}{(told == Most ? " (later failures are not told)" : "")}");
    }
}
