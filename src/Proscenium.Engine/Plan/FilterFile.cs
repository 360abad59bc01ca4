using System.Buffers.Binary;
using Proscenium.Engine.Dsp;

namespace Proscenium.Engine.Plan;

/// <summary>The filters of a plan: a 32-bit float WAV, one channel per path, channel = input x drivers + driver.</summary>
static class FilterFile
{
    /// <summary>Reads a whole matrix.</summary>
    /// <exception cref="FileFormatException">Not a 32-bit float WAV of this many channels at this rate.</exception>
    public static FirMatrix Read(string path, int inputs, int outputs, int sampleRate)
    {
        byte[] file;
        try
        {
            file = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FileFormatException(new Fault(ErrorCodes.FileUnreadable, $"{path}: the plan's filters cannot be read: {e.Message}"), e);
        }
        return Parse(file, path, inputs, outputs, sampleRate);
    }

    /// <summary>Reads a whole matrix from a stream.</summary>
    /// <param name="content">The file's bytes, to their end.</param>
    /// <param name="path">Named in every error.</param>
    /// <param name="inputs">Inputs of the matrix.</param>
    /// <param name="outputs">Outputs of the matrix.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <exception cref="FileFormatException">Not a 32-bit float WAV of this many channels at this rate.</exception>
    public static FirMatrix Read(Stream content, string path, int inputs, int outputs, int sampleRate)
    {
        using MemoryStream file = new();
        content.CopyTo(file);
        return Parse(file.GetBuffer().AsSpan(0, (int)file.Length), path, inputs, outputs, sampleRate);
    }

    static FirMatrix Parse(ReadOnlySpan<byte> file, string path, int inputs, int outputs, int sampleRate)
    {
        if (file.Length < 12 || !file.StartsWith("RIFF"u8) || !file[8..].StartsWith("WAVE"u8)) throw Fault(path, "is no WAV file");
        bool described = false;
        for (int at = 12; at + 8 <= file.Length;)
        {
            ReadOnlySpan<byte> body = file[(at + 8)..];
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            if (size > body.Length) throw Fault(path, "ends too early");
            if (file[at..].StartsWith("fmt "u8))
            {
                CheckFormat(body[..(int)size], path, inputs * outputs, sampleRate);
                described = true;
            }
            if (file[at..].StartsWith("data"u8) && described) return Matrix(body[..(int)size], path, inputs, outputs);
            at += 8 + (int)size + (int)(size & 1);
        }
        throw Fault(path, "holds no samples");
    }

    static void CheckFormat(ReadOnlySpan<byte> format, string path, int channels, int sampleRate)
    {
        if (format.Length < 16) throw Fault(path, "has a damaged header");
        int tag = BinaryPrimitives.ReadUInt16LittleEndian(format);
        if (tag == 0xFFFE && format.Length >= 26) tag = BinaryPrimitives.ReadUInt16LittleEndian(format[24..]);
        int found = BinaryPrimitives.ReadUInt16LittleEndian(format[2..]), rate = BinaryPrimitives.ReadInt32LittleEndian(format[4..]);
        if (tag != 3 || BinaryPrimitives.ReadUInt16LittleEndian(format[14..]) != 32) throw Fault(path, "is not in 32-bit float");
        if (found != channels) throw Fault(path, $"has {found} channels where the plan needs {channels}");
        if (rate != sampleRate) throw Fault(path, $"is at {rate} Hz where the plan is at {sampleRate} Hz");
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
                }
            }
        }
        return filters;
    }

    static FileFormatException Fault(string path, string fault) => new($"{path}: {fault}: design the plan again.");
}
