using System.Diagnostics;
using System.Security.Cryptography;

namespace Proscenium.Fuzz;

/// <summary>Feeds changed inputs to a target, and keeps those at which it does what it must not: another error than the project's own, more than two seconds, or more than 500 MB.</summary>
/// <param name="target">The target.</param>
/// <param name="folder">Where the input's file is.</param>
/// <param name="finds">Where finds are kept.</param>
/// <param name="seed">Of chance.</param>
sealed class FuzzRun(FuzzTarget target, string folder, string finds, int seed)
{
    const int MostKept = 400;
    const long MostBytes = 500_000_000;
    const string TooLong = "more than two seconds";

    static readonly TimeSpan _longest = TimeSpan.FromSeconds(2), _patience = TimeSpan.FromSeconds(30);

    readonly List<byte[]> _inputs = [.. target.Seeds];
    readonly Random _random = new(seed);
    readonly HashSet<string> _kinds = [], _outcomes = [];

    /// <summary>Inputs that were read or refused.</summary>
    public long Inputs { get; private set; }

    /// <summary>Inputs among them that were read well.</summary>
    public long Accepted { get; private set; }

    /// <summary>What went wrong, a line each.</summary>
    public List<string> Finds { get; } = [];

    /// <summary>The slowest input.</summary>
    public TimeSpan Slowest { get; private set; }

    /// <summary>The most memory that one input took.</summary>
    public long MostAllocated { get; private set; }

    /// <summary>Runs for a time, or until there were so many inputs.</summary>
    public void For(TimeSpan time, long inputs)
    {
        Mutation mutation = new(_random, target.Words);
        foreach (byte[] input in target.Seeds) Try(input);
        Stopwatch clock = Stopwatch.StartNew();
        while (clock.Elapsed < time && Inputs < inputs) Try(mutation.Of(_inputs[_random.Next(_inputs.Count)], _inputs[_random.Next(_inputs.Count)]));
    }

    /// <summary>Keeps an input that never ends, and ends the process, since nothing else can end the reader.</summary>
    void Hang(byte[] input)
    {
        Keep(input);
        Console.WriteLine($"{target.Name}: no end after {_patience.TotalSeconds:0} s");
        Environment.Exit(2);
    }

    string Keep(byte[] input)
    {
        string name = $"{target.Name}-{Convert.ToHexStringLower(SHA256.HashData(input))[..12]}{target.Extension}";
        Directory.CreateDirectory(finds);
        File.WriteAllBytes(Path.Combine(finds, name), input);
        return name;
    }

    void Try(byte[] input)
    {
        using Timer watch = new(_ => Hang(input), null, _patience, Timeout.InfiniteTimeSpan);
        (string outcome, string? fault) = Outcome(target, input, folder, out TimeSpan time, out long allocated);
        Inputs++;
        if (outcome.Length == 0) Accepted++;
        (Slowest, MostAllocated) = (time > Slowest ? time : Slowest, Math.Max(allocated, MostAllocated));
        if (_outcomes.Add(outcome) && _inputs.Count < MostKept) _inputs.Add(input); // another sentence: another way through the reader
        if (fault is null || !_kinds.Add(fault)) return;
        Finds.Add($"{Keep(Least(input, fault))}: {fault}");
    }

    /// <summary>What a target makes of an input: the sentence by which it is refused, without names and numbers, empty where it is read; and what it must not do.</summary>
    public static (string Outcome, string? Fault) Outcome(FuzzTarget target, byte[] input, string folder, out TimeSpan time, out long allocated)
    {
        (string outcome, string? fault) = Once(target, input, folder, out time, out allocated);
        if (fault == TooLong) (outcome, fault) = Once(target, input, folder, out time, out allocated); // a machine may be busy once
        if (fault is not null || allocated <= MostBytes || input.Length >= 1_000_000) return (outcome, fault);
        allocated = ResidentMemory.GrowthDuring(() => Once(target, input, folder, out _, out _)) ?? allocated;
        return (outcome, allocated > MostBytes ? "more than 500 MB" : null);
    }

    static (string Outcome, string? Fault) Once(FuzzTarget target, byte[] input, string folder, out TimeSpan time, out long allocated)
    {
        long before = GC.GetAllocatedBytesForCurrentThread(), begun = Stopwatch.GetTimestamp();
        (string outcome, string? fault) = ("", (string?)null);
        try
        {
            target.Read(new(input, folder, target.Extension));
        }
        catch (ProsceniumException e)
        {
            outcome = new([.. e.Message.Where(char.IsLetter)]);
            if (e.Message.Contains(" at ", StringComparison.Ordinal) && e.Message.Contains(".cs:line", StringComparison.Ordinal)) fault = "a stack trace in a sentence";
        }
        catch (Exception e)
        {
            (outcome, fault) = (e.GetType().Name, $"{e.GetType().Name} {e.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Proscenium.", StringComparison.Ordinal))?.Trim()}");
        }
        (time, allocated) = (Stopwatch.GetElapsedTime(begun), GC.GetAllocatedBytesForCurrentThread() - before);
        return (outcome, fault ?? (time > _longest ? TooLong : null));
    }

    /// <summary>A short input with the same fault.</summary>
    byte[] Least(byte[] input, string fault)
    {
        for (int piece = input.Length / 2; piece > 0; piece /= 2)
        {
            for (int start = 0; start + piece <= input.Length;)
            {
                byte[] shorter = [.. input[..start], .. input[(start + piece)..]];
                if (Outcome(target, shorter, folder, out _, out _).Fault == fault) input = shorter;
                else start += piece;
            }
        }
        return input;
    }
}
