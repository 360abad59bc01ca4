using Proscenium.Engine.Dsp;
using Proscenium.Mathematics;

namespace Proscenium.Rooms.Measured;

/// <summary>A room as it was measured: impulse responses from sources to two receivers, the ears of a head or two microphones.</summary>
/// <param name="Name">The file, named in errors.</param>
/// <param name="Responses">Sources x 2 receivers, left and right.</param>
/// <param name="SampleRate">Samples per second.</param>
sealed record MeasuredRoom(string Name, FirMatrix Responses, int SampleRate)
{
    /// <summary>What a reader of its figures should know, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The direction of each source as a unit vector in the listener's axes, x ahead, y left, z up; empty where the file does not say.</summary>
    public IReadOnlyList<Position> Directions { get; init; } = [];

    /// <summary>Number of sources.</summary>
    public int Sources => Responses.Inputs;

    /// <summary>Length of the responses.</summary>
    public double Seconds => (double)Responses.Taps / SampleRate;

    /// <summary>Some of the sources.</summary>
    /// <param name="sources">Their numbers from 0, in the order wanted.</param>
    public MeasuredRoom With(IReadOnlyList<int> sources)
    {
        FirMatrix some = new(sources.Count, 2, Responses.Taps);
        for (int source = 0; source < sources.Count; source++)
            for (int receiver = 0; receiver < 2; receiver++) Responses[sources[source], receiver].CopyTo(some[source, receiver]);
        return this with { Responses = some, Directions = Directions.Count == 0 ? [] : [.. sources.Select(source => Directions[source])] };
    }
}
