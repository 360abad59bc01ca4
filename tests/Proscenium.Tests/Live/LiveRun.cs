using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Proscenium.Tests.Live;

/// <summary>The real command in a process of its own.</summary>
sealed partial class LiveRun : IDisposable
{
    readonly Process _process;
    readonly List<string> _lines = [], _summary = [];

    public LiveRun(IServerProcess server, string client, params string[] arguments) : this(["live"], server, client, arguments)
    {
    }

    /// <summary>Another verb than <c>live</c>.</summary>
    public LiveRun(string[] verb, IServerProcess server, string client, params string[] arguments)
    {
        Client = client;
        ProcessStartInfo start = CommandProcess.Start([.. verb, "--server", server.Server, "--client", client, .. arguments]);
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        foreach ((string name, string value) in server.Environment) start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => Add(_lines, line.Data);
        _process.OutputDataReceived += (_, line) => Add(_summary, line.Data);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    public string Client { get; }

    /// <summary>What it said, or printed at its end.</summary>
    public string Said => Text(_lines);

    /// <inheritdoc cref="Said"/>
    public string Summary => Text(_summary);

    /// <summary>The latency that it stated last, in samples.</summary>
    public int StatedLatency => int.Parse(LatencyStated().Matches(Said)[^1].Groups[1].Value, CultureInfo.InvariantCulture);

    /// <summary>Full names of ports of some short names.</summary>
    public string[] Ports(params IEnumerable<string> names) => [.. names.Select(name => $"{Client}:{name}")];

    /// <summary>Waits for it to say something, so many times.</summary>
    public LiveRun Await(string words, int times = 1)
    {
        Waiting.For(() => Said.Split(words).Length > times || _process.HasExited, () => $"'{words}' was not said: {Said}");
        Assert.True(Said.Split(words).Length > times, $"it ended: {Said}");
        return this;
    }

    /// <summary>The socket that it takes commands at.</summary>
    public string ControlFile => ControlFileStated().Match(Said).Groups[1].Value;

    /// <summary>Types a command, and gives the last line of its reply, which begins so.</summary>
    public string Type(string command, string reply)
    {
        Type(command);
        Waiting.For(() => Summary.Contains(reply), () => $"'{command}' had no reply '{reply}': {Summary}");
        return Summary.Split('\n').Last(line => line.StartsWith(reply, StringComparison.Ordinal));
    }

    /// <summary>Types a line.</summary>
    public void Type(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>Sends a signal.</summary>
    public void Send(int signal) => _ = Signal.Send(_process.Id, signal);

    /// <summary>Ends it by a signal, and gives its summary.</summary>
    public string End(int signal = Signal.Interrupt, int code = 0)
    {
        Send(signal);
        return AwaitItsEnd(code);
    }

    /// <summary>Waits until it ends by itself, and gives its summary.</summary>
    public string AwaitItsEnd(int code = 0, int seconds = 20)
    {
        Assert.True(_process.WaitForExit(TimeSpan.FromSeconds(seconds)), $"it did not end: {Said}");
        _process.WaitForExit(); // for all that it printed
        Assert.True(_process.ExitCode == code, $"{_process.ExitCode}: {Said}");
        return Summary;
    }

    /// <summary>A figure of the summary.</summary>
    public string Figure(string name) => Summary.Split('\n').First(line => line.TrimStart().StartsWith(name, StringComparison.Ordinal)).Trim()[name.Length..].Trim();

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    static void Add(List<string> lines, string? line)
    {
        lock (lines)
            if (line is not null) lines.Add(line);
    }

    static string Text(List<string> lines)
    {
        lock (lines) return string.Join('\n', lines);
    }

    [GeneratedRegex("commands on the socket (.*)\\.")]
    private static partial Regex ControlFileStated();

    [GeneratedRegex("latency ([0-9]+) samples")]
    private static partial Regex LatencyStated();
}
