namespace Proscenium.Files;

/// <summary>Files and folders on their way. Who must end the process at once removes them first.</summary>
static class Unfinished
{
    static readonly List<IDisposable> _all = [];
    static bool _ended;

    /// <summary>Notes one that removes itself when it is disposed.</summary>
    /// <exception cref="OperationCanceledException">The process is about to end.</exception>
    public static void Add(IDisposable one)
    {
        lock (_all)
        {
            if (_ended) throw new OperationCanceledException();
            _all.Add(one);
        }
    }

    /// <summary>Forgets one.</summary>
    public static void Remove(IDisposable one)
    {
        lock (_all) _all.Remove(one);
    }

    /// <summary>Removes them all, the latest first, and lets nobody begin another.</summary>
    public static void RemoveAll()
    {
        IDisposable[] all;
        lock (_all) (_ended, all) = (true, [.. _all]);
        foreach (IDisposable one in all.Reverse())
        {
            try
            {
                one.Dispose();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // the process ends all the same
            }
        }
    }
}
