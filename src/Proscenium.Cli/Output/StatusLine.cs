namespace Proscenium.Cli.Output;

/// <summary>What happens, line by line on standard error; on a terminal the state stands below, in a line that is written over.</summary>
sealed class StatusLine(bool quiet) : IDisposable
{
    readonly Lock _gate = new();
    readonly bool _shown = !quiet && !Console.IsErrorRedirected;
    int _width;

    /// <summary>A line that stays.</summary>
    public void Say(string line)
    {
        if (quiet) return;
        lock (_gate)
        {
            Clear();
            Console.Error.WriteLine(line);
        }
    }

    /// <summary>The state as it is now.</summary>
    public void Show(string state)
    {
        if (!_shown) return;
        lock (_gate)
        {
            Console.Error.Write($"\r{state.PadRight(_width)}");
            _width = state.Length;
        }
    }

    public void Dispose() => Clear();

    void Clear()
    {
        if (_width > 0) Console.Error.Write($"\r{new string(' ', _width)}\r");
        _width = 0;
    }
}
