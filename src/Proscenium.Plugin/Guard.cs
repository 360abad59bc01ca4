namespace Proscenium.Plugin;

/// <summary>Runs what a host asks for: an exception that got through to it would end it, and all its other plug-ins.</summary>
static class Guard
{
    const int Most = 20;

    static int _told;

    /// <summary>The outcome, or another one where it failed.</summary>
    /// <param name="of">What the call is about.</param>
    /// <param name="call">The call; a static one allocates nothing.</param>
    /// <param name="otherwise">What the host gets where it failed.</param>
    public static TResult Run<TOf, TResult>(TOf of, Func<TOf, TResult> call, TResult otherwise) where TOf : allows ref struct
    {
        try
        {
            return call(of);
        }
        catch (Exception e)
        {
            Tell(e);
            return otherwise;
        }
    }

    /// <summary>Says why; only so often, since it may fail in every block.</summary>
    public static void Tell(Exception e)
    {
        int told = Interlocked.Increment(ref _told);
        if (told <= Most) StandardError.Write($"the host's request failed: {e.Message}{(told == Most ? " (later ones are not told)" : "")}");
    }
}
