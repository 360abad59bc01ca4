using System.Buffers.Binary;
using Proscenium.Engine.Dsp;

namespace Proscenium.Engine.Plan;

/// <summary>The filters of a plan: a 32-bit float WAV, one channel per path, channel = input x drivers + driver.</summary>
static class FilterFile
{
    /// <summary>64 drivers, 8 inputs and 65536 taps, the most that is designed, fit into 128 MB.</summary>
    const int MaxBytes = 192 << 20;

    /// <summary>200 dB: what is louder is no gain of a filter.</summary>
    const float MaxTap = 1e10f;

    /// <summary>The name within a plan's folder.</summary>
    public const string Name = "filters.wav";

    /// <summary>The name of a file with a fingerprint that is written beside that of an older description, until both have been exchanged.</summary>
    public static string NewName(string sha256, string file = Name) => $".{Path.GetFileNameWithoutExtension(file)}-{sha256[..16]}{Path.GetExtension(file)}";

    /// <summary>The bytes of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What it is of a plan, for errors.</param>
    /// <exception cref="FileFormatException">There is no such file, or it cannot be read.</exception>
    public static byte[] Content(string path, string what = "filters are")
    {
        try
        {
            return BoundedFile.ReadFromDisk(path, MaxBytes);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Missing(path, what, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FileFormatException(new Fault(ErrorCodes.FileUnreadable, $"{path}: the plan's {what.Split(' ')[0]} cannot be read: look at the file's rights, or design the plan again"), e);
        }
    }

    /// <summary>The bytes of a stream, to its end.</summary>
    public static byte[] Content(Stream stream, string path) => BoundedFile.Read(stream, path, MaxBytes);

    /// <summary>Reads a whole matrix.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="path">Named in every error.</param>
    /// <param name="inputs">Inputs of the matrix.</param>
    /// <param name="outputs">Outputs of the matrix.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <exception cref="FileFormatException">Not a 32-bit float WAV of this many channels at this rate.</exception>
    public static FirMatrix Parse(byte[] file, string path, int inputs, int outputs, int sampleRate)
    {
        if (!WaveChunks.IsRiff(file)) throw Fault(path, "is no WAV file");
        using MemoryStream stream = new(file);
        WaveChunks chunks = new(stream);
        bool described = false;
        while (chunks.Next())
        {
            if (chunks.Size > file.Length - chunks.Position) throw Fault(path, "ends too early");
            if (chunks.Id == "fmt ")
            {
                CheckFormat(chunks.Read(), path, inputs * outputs, sampleRate);
                described = true;
            }
            if (chunks.Id != "data" || !described) continue;
            ReadOnlySpan<byte> data = file.AsSpan((int)chunks.Position, (int)chunks.Size);
            chunks.Enter();
            chunks.Pass(chunks.Size);
            if (!chunks.IsAtChunk(file.Length)) throw Fault(path, "holds more samples than its header says");
            return Matrix(data, path, inputs, outputs);
        }
        throw Fault(path, "holds no samples");
    }

    static void CheckFormat(byte[] chunk, string path, int channels, int sampleRate)
    {
        if (chunk.Length < WaveFormatChunk.MinBytes) throw Fault(path, "has a damaged header");
        WaveFormatChunk format = WaveFormatChunk.Parse(chunk);
        if ((format.Tag, format.Bits) != (3, 32)) throw Fault(path, "is not in 32-bit float");
        if (format.Channels != channels) throw Fault(path, $"has {format.Channels} channels where the plan needs {channels}");
        if (format.SampleRate != sampleRate) throw Fault(path, $"is at {format.SampleRate} Hz where the plan is at {sampleRate} Hz");
    }

    static FirMatrix Matrix(ReadOnlySpan<byte> data, string path, int inputs, int outputs)
    {
        int channels = inputs * outputs, taps = data.Length / (sizeof(float) * channels);
        if (taps == 0) throw Fault(path, "holds no samples");
        FirMatrix filters = new(inputs, outputs, taps);
        for (int input = 0; input < inputs; input++)
        {
            for (int output = 0; output < outputs; output++)
            {
                Span<float> response = filters[input, output];
                for (int n = 0; n < taps; n++)
                {
                    response[n] = BinaryPrimitives.ReadSingleLittleEndian(data[(sizeof(float) * (n * channels + input * outputs + output))..]);
                    if (!float.IsFinite(response[n])) throw Fault(path, "holds samples that are no numbers");
                    if (Math.Abs(response[n]) > MaxTap) throw Fault(path, "holds gains of more than 200 dB");
                }
            }
        }
        return filters;
    }

    /// <summary>The error of a file that is not there.</summary>
    public static FileFormatException Missing(string path, string what = "filters are", Exception? cause = null) =>
        new(new Fault(ErrorCodes.FileMissing, $"{path}: the plan's {what} missing: copy the plan's folder whole, or design the plan again"), cause);

    static FileFormatException Fault(string path, string fault) => new($"{path}: {fault}: design the plan again.");
}
