using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;
using Proscenium.Mathematics;
using Proscenium.Rooms.Measured;
using static System.FormattableString;

namespace Proscenium.Files.Measurements;

/// <summary>
/// A room's responses in a SOFA file (AES69): <c>Data.IR</c> of the data type FIR, measurements x receivers x taps, FIRE, measurements x receivers x emitters x taps, or FIR-E,
/// measurements x receivers x taps x emitters. Every measurement, or every emitter of every measurement, is a source.
/// </summary>
static class RoomSofaFile
{
    /// <summary>Three loudspeakers at 181 orientations of a head, 2.5 s at 48 kHz.</summary>
    const ulong MaxNumbers = 128 << 20;

    const string Usable = "SingleRoomSRIR, SingleRoomMIMOSRIR, MultiSpeakerBRIR or SimpleFreeFieldHRIR";

    static readonly string[] _conventions = ["SingleRoomSRIR", "SingleRoomMIMOSRIR", "MultiSpeakerBRIR", "SimpleFreeFieldHRIR", "SingleRoomDRIR", "GeneralFIR", "GeneralFIR-E", "GeneralFIRE"];

    /// <summary>Reads them.</summary>
    public static MeasuredRoom Read(string path) => SofaContainer.Read(path, "room file", sofa => Read(sofa, path), MaxNumbers);

    static MeasuredRoom Read(SofaContainer sofa, string path)
    {
        if (sofa.Text("Conventions") != "SOFA" || !_conventions.Contains(sofa.Text("SOFAConventions")))
            throw sofa.Fault($"is of the convention '{sofa.Text("SOFAConventions") ?? "none"}', which does not hold responses from sources to two ears: use a {Usable} file");
        string type = sofa.Text("DataType") ?? "FIR";
        int[] shape = sofa.Shape("Data.IR");
        if (shape.Length != (type == "FIR" ? 3 : 4) || type is not ("FIR" or "FIRE" or "FIR-E"))
            throw sofa.Fault($"its data are {string.Join(" x ", shape)} numbers of the type '{type}', not impulse responses: use a {Usable} file");
        if (shape[1] != 2) throw sofa.Fault($"its responses go to {shape[1]} receivers, not to two ears or two microphones: use a binaural {Usable} file");
        (int emitters, int taps) = type switch { "FIR" => (1, shape[2]), "FIRE" => (shape[2], shape[3]), _ => (shape[3], shape[2]) };
        if (taps is < 1 or > MeasuredRoomFile.LongestSamples || (long)shape[0] * emitters is < 1 or > 100000)
            throw sofa.Fault($"its impulse responses are {string.Join(" x ", shape)} numbers, and up to {MeasuredRoomFile.LongestSamples} taps can be used: cut them where they end in noise");
        double[] values = sofa.Samples("Data.IR");
        Position[] directions = Directions(sofa, shape[0], emitters);
        FirMatrix Sided(int first) => Delayed(sofa, Responses(values, type == "FIR-E", shape[0], emitters, taps, first), emitters, first);
        FirMatrix responses = Sided(RightEarFirst(sofa) ? 1 : 0);
        // early files name the receivers on the wrong sides; where the sound says that they do, it is believed
        if (RightEarFirst(sofa) && LeadOfOwnSide(responses, directions) < 0) responses = Sided(0);
        return new(path, responses, SampleRate(sofa)) { Directions = directions };
    }

    static FirMatrix Responses(double[] values, bool emittersLast, int measurements, int emitters, int taps, int first)
    {
        FirMatrix responses = new(measurements * emitters, 2, taps);
        for (int i = 0; i < values.Length; i++)
        {
            int tap = emittersLast ? i / emitters % taps : i % taps, emitter = emittersLast ? i % emitters : i / taps % emitters;
            int receiver = i / (taps * emitters) % 2, measurement = i / (2 * taps * emitters);
            responses[measurement * emitters + emitter, receiver ^ first][tap] = (float)values[i];
        }
        return responses;
    }

    /// <summary>How many samples earlier sources on a side are at the receiver of that side, summed; 0 where nobody says where they are.</summary>
    static double LeadOfOwnSide(FirMatrix responses, Position[] directions) => directions.Index().Sum(source =>
        source.Item.Y * (DirectSound.Onset(responses[source.Index, 1]) - DirectSound.Onset(responses[source.Index, 0])));

    /// <summary>Where the sources are as the listener looks; empty where the file does not say.</summary>
    static Position[] Directions(SofaContainer sofa, int measurements, int emitters)
    {
        if (!sofa.Has("SourcePosition")) return [];
        Position[] Of(string array, Position usual, string? likeArray = null) => SofaPositions.Rows(sofa, array, measurements, usual, likeArray);
        Position[] sources = Of("SourcePosition", default), fronts = Of("SourceView", new(1, 0, 0)), tops = Of("SourceUp", new(0, 0, 1), "SourceView");
        Position[] listeners = Of("ListenerPosition", default), views = Of("ListenerView", new(1, 0, 0)), ups = Of("ListenerUp", new(0, 0, 1), "ListenerView");
        Position[] places = emitters > 1 && sofa.Has("EmitterPosition") && sofa.Shape("EmitterPosition")[0] == emitters ? SofaPositions.Read(sofa, "EmitterPosition") : new Position[emitters];
        return [.. Enumerable.Range(0, measurements * emitters).Select(source =>
        {
            int m = source / emitters;
            Position emitter = sources[m] + Turned(places[source % emitters], fronts[m], tops[m]);
            Position seen = SofaPositions.AsSeen(sofa, emitter - listeners[m], views[m], ups[m]);
            return (1 / seen.Length) * seen;
        })];
    }

    /// <summary>A place in the axes of a source that faces somewhere.</summary>
    static Position Turned(Position place, Position front, Position top)
    {
        (front, top) = ((1 / front.Length) * front, (1 / top.Length) * top);
        Position left = new(top.Y * front.Z - top.Z * front.Y, top.Z * front.X - top.X * front.Z, top.X * front.Y - top.Y * front.X);
        return place.X * front + place.Y * left + place.Z * top;
    }

    static int SampleRate(SofaContainer sofa) => sofa.SampleRate() is var rate && rate == Math.Round(rate) ? (int)rate : throw sofa.Fault(Invariant($"a sample rate of {rate:G6} Hz is no whole number of Hz: resample it"));

    /// <summary>True where the receivers' places say that the first one is the right ear.</summary>
    static bool RightEarFirst(SofaContainer sofa)
    {
        if (!sofa.Has("ReceiverPosition") || sofa.Shape("ReceiverPosition")[0] != 2) return false;
        Position[] receivers = SofaPositions.Read(sofa, "ReceiverPosition");
        return receivers[0].Y < receivers[1].Y;
    }

    /// <summary>The responses with the delays that a file may hold beside them, one for all or one for each.</summary>
    static FirMatrix Delayed(SofaContainer sofa, FirMatrix responses, int emitters, int first)
    {
        if (!sofa.Has("Data.Delay")) return responses;
        double samples = sofa.SamplesPerUnit("Data.Delay", sofa.SampleRate());
        double[] delays = Array.ConvertAll(sofa.Numbers("Data.Delay"), delay => samples * delay);
        int[] shape = [.. sofa.Shape("Data.Delay"), 1, 1];
        if (delays.All(delay => delay == 0)) return responses;
        if (shape[1] != 2 || delays.Any(delay => delay is < 0 or > MeasuredRoomFile.LongestSamples / 2) || shape[0] != 1 && shape[0] != responses.Inputs / emitters || shape[2] != 1 && shape[2] != emitters)
            throw sofa.Fault($"its delays ({string.Join(" x ", sofa.Shape("Data.Delay"))}) do not belong to its responses: the file is damaged, fetch it again");
        FirMatrix delayed = new(responses.Inputs, 2, responses.Taps + (int)Math.Ceiling(delays.Max()));
        for (int source = 0; source < responses.Inputs; source++)
            for (int receiver = 0; receiver < 2; receiver++)
            {
                (int measurement, int emitter) = (Math.Min(source / emitters, shape[0] - 1), Math.Min(source % emitters, shape[2] - 1));
                Delay(responses[source, receiver ^ first], delays[(measurement * 2 + receiver) * shape[2] + emitter], delayed[source, receiver ^ first]);
            }
        return delayed;
    }

    /// <summary>Delays by samples and parts of a sample.</summary>
    static void Delay(ReadOnlySpan<float> response, double samples, Span<float> delayed)
    {
        if (samples == Math.Floor(samples))
        {
            response.CopyTo(delayed[(int)samples..]);
            return;
        }
        int length = (int)BitOperations.RoundUpToPowerOf2((uint)delayed.Length + 1);
        double[] time = new double[length];
        for (int n = 0; n < response.Length; n++) time[n] = response[n];
        Complex[] spectrum = Spectra.Of(time, length);
        double[] late = Spectra.Impulse(bin => bin == length / 2 ? 0 : spectrum[bin] * Complex.FromPolarCoordinates(1, -2 * Math.PI * bin * samples / length), length);
        for (int n = 0; n < delayed.Length; n++) delayed[n] = (float)late[n];
    }
}
