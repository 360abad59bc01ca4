using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Proscenium.Engine.Plan;
using PureHDF;
using PureHDF.VOL.Native;
using static System.FormattableString;

namespace Proscenium.Files.Measurements;

/// <summary>
/// A SOFA file (AES69) as named number arrays and texts, whatever it holds: every read is bounded before memory is taken, and whatever is
/// wrong with the file becomes one sentence.
/// </summary>
sealed class SofaContainer : IDisposable
{
    /// <summary>32 million numbers, 256 MB as doubles: 16000 directions with 1000 taps.</summary>
    const ulong MaxNumbers = 32 << 20;

    /// <summary>How the library begins its sentences on what it lacks.</summary>
    const string NoFilter = "Could not find filter '", OtherByteOrder = "Byte order conversion";

    const long MaxFileBytes = 4L << 30;
    const ulong MaxChunkBytes = 64 << 20, MaxPackedRatio = 1100;

    readonly string _path;
    readonly ulong _maxNumbers;
    readonly long _fileBytes;
    readonly NativeFile _file;

    SofaContainer(Stream stream, string path, ulong maxNumbers)
    {
        (_path, _maxNumbers) = (path, maxNumbers);
        _fileBytes = stream.Length;
        try
        {
            if (_fileBytes > MaxFileBytes) throw Fault("is larger than 4 GB, which no measurement is: name a SOFA file");
            _file = H5File.Open(new Hdf5Stream(stream), leaveOpen: false);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file and reads from it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What it is to hold, for the sentence about a missing file: "head".</param>
    /// <param name="read">Asks for the arrays and texts; must not keep the container.</param>
    /// <param name="maxNumbers">Larger arrays are taken for damage.</param>
    /// <exception cref="FileFormatException">The file is missing, cannot be read, or is damaged.</exception>
    public static T Read<T>(string path, string what, Func<SofaContainer, T> read, ulong maxNumbers = MaxNumbers)
    {
        if (!File.Exists(path)) throw new FileFormatException(new Fault(ErrorCodes.FileMissing, $"there is no {what} '{path}': name a SOFA file"));
        FilesRead.Note(path);
        return Read(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16), path, read, maxNumbers);
    }

    /// <summary>Opens a stream and reads from it.</summary>
    /// <param name="open">Opens it; it is seekable and is closed in the end.</param>
    /// <param name="path">Named in every error.</param>
    /// <param name="read">Asks for the arrays and texts; must not keep the container.</param>
    /// <param name="maxNumbers">Larger arrays are taken for damage.</param>
    /// <exception cref="FileFormatException">The stream cannot be read, or is damaged.</exception>
    public static T Read<T>(Func<Stream> open, string path, Func<SofaContainer, T> read, ulong maxNumbers = MaxNumbers)
    {
        try
        {
            using SofaContainer container = new(open(), path, maxNumbers);
            return read(container);
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<FileFormatException>().FirstOrDefault() is { } fault) // read in parallel
        {
            throw fault;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new FileFormatException(new Fault(ErrorCodes.FileUnreadable, $"{path}: may not be read: change its permissions"), e);
        }
        catch (InvalidDataException e)
        {
            throw new FileFormatException($"{path}: {e.Message}, the file is damaged: fetch it again.", e);
        }
        catch (Exception e) when (e is not FileFormatException && IsUnsupported(e) is { } part)
        {
            throw new FileFormatException($"{path}: may be sound, but {part} is not supported here: save it anew with another program.", e);
        }
        catch (Exception e) when (e is not FileFormatException) // the HDF5 library throws whatever comes, bare exceptions among it
        {
            throw new FileFormatException($"{path}: cannot be read as SOFA, it is damaged or no HDF5 file: fetch it again.", e);
        }
    }

    /// <summary>What the HDF5 library says that it cannot do; null where it just failed.</summary>
    static string? IsUnsupported(Exception error)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported) return "reading SOFA in a program compiled ahead of time";
        string said = error.Message;
        if (said.StartsWith(NoFilter, StringComparison.Ordinal)) return $"its compression '{PrintableText.Quote(said[NoFilter.Length..].Split('\'')[0])}'";
        return error is NotSupportedException || said.Contains("support", StringComparison.Ordinal) ? "a part of HDF5 that it uses" : null;
    }

    /// <summary>Makes sure that the file is of a convention.</summary>
    /// <param name="wanted">The name in <c>SOFAConventions</c>.</param>
    /// <param name="use">What such files are good for, for the sentence.</param>
    public void RequireConvention(string wanted, string use)
    {
        if (Text("Conventions") != "SOFA") throw Fault($"does not say that it is a SOFA file ('Conventions' is {Quoted(Text("Conventions"))}): use a {wanted} file");
        if (Text("SOFAConventions") is var found && found != wanted) throw Fault($"is a SOFA file of the convention {Quoted(found)}, {use}: use a {wanted} file");
    }

    /// <summary>A global text; null where it is missing, empty, or in no encoding that can be read.</summary>
    public string? Text(string name) => Text(_file, name);

    /// <summary>A text that belongs to an array; null where it is missing, empty, or in no encoding that can be read.</summary>
    public string? Text(string array, string name) => Text(Dataset(array), name);

    /// <summary>True where there is an array of that name.</summary>
    public bool Has(string array) => _file.LinkExists(array);

    /// <summary>The shape of an array.</summary>
    /// <exception cref="FileFormatException">There is none of that name.</exception>
    public int[] Shape(string array)
    {
        ulong[] dimensions = Dataset(array).Space.Dimensions;
        ulong numbers = 1;
        foreach (ulong dimension in dimensions)
        {
            if (dimension > _maxNumbers || (numbers *= dimension) > _maxNumbers) throw Fault($"its {array} is {string.Join(" x ", dimensions)} numbers, more than any measurement has: the file is damaged, fetch it again");
        }
        return Array.ConvertAll(dimensions, dimension => (int)dimension);
    }

    /// <summary>All numbers of an array, the last index running fastest; all of them finite.</summary>
    /// <exception cref="FileFormatException">There is none of that name, it holds no numbers, or more than the file can.</exception>
    public double[] Numbers(string array)
    {
        NativeDataset dataset = (NativeDataset)Dataset(array);
        ulong count = (ulong)Shape(array).Aggregate(1L, (product, length) => product * length), size = (ulong)dataset.Type.Size;
        if (count * size > MaxPackedRatio * (ulong)_fileBytes) throw Fault($"its {array} would not fit into the file: the file is damaged, fetch it again");
        if (dataset.Layout.Class == H5DataLayoutClass.Chunked && dataset.Layout.Chunks.Aggregate(1.0, (product, length) => product * length) * size > Math.Min(MaxChunkBytes, MaxPackedRatio * (double)_fileBytes))
            throw Fault($"its {array} is stored in pieces that are too large: the file is damaged, fetch it again");
        // the default cache holds less than one chunk of the usual files and would unpack each again and again
        H5DatasetAccess access = new(ChunkCache: new SimpleReadingChunkCache(521, MaxChunkBytes));
        double[] numbers = (dataset.Type.Class, dataset.Type.Size) switch
        {
            (H5DataTypeClass.FloatingPoint, 8) => Read<double>(dataset, access, value => value),
            (H5DataTypeClass.FloatingPoint, 4) => Read<float>(dataset, access, value => value),
            (H5DataTypeClass.FixedPoint, 8) when dataset.Type.FixedPoint.IsSigned => Read<long>(dataset, access, value => value),
            (H5DataTypeClass.FixedPoint, 8) => Read<ulong>(dataset, access, value => value),
            (H5DataTypeClass.FixedPoint, 4) when dataset.Type.FixedPoint.IsSigned => Read<int>(dataset, access, value => value),
            (H5DataTypeClass.FixedPoint, 4) => Read<uint>(dataset, access, value => value),
            (H5DataTypeClass.FixedPoint, 2) when dataset.Type.FixedPoint.IsSigned => Read<short>(dataset, access, value => value),
            (H5DataTypeClass.FixedPoint, 2) => Read<ushort>(dataset, access, value => value),
            _ => throw Fault($"its {array} is stored as {8 * size}-bit {dataset.Type.Class} values, which is not supported: save it in single or double precision"),
        };
        return Array.TrueForAll(numbers, double.IsFinite) ? numbers : throw Fault($"its {array} holds values that are no numbers: the file is damaged, fetch it again");
    }

    /// <summary>All numbers of an array of samples. Whole numbers do not say what they are a part of, so they are no samples.</summary>
    /// <exception cref="FileFormatException">As for <see cref="Numbers(string)"/>, or the array holds whole numbers.</exception>
    public double[] Samples(string array)
    {
        if (Dataset(array).Type is { Class: H5DataTypeClass.FixedPoint } type)
            throw Fault($"its {array} is stored as whole numbers of {8 * type.Size} bits, which do not say what they are a part of and are not supported: save it in single or double precision");
        return Numbers(array);
    }

    /// <summary>The factor from the units of an array to seconds, or to samples where they are such.</summary>
    /// <param name="array">The array.</param>
    /// <param name="rate">Samples per second.</param>
    /// <returns>Samples a unit.</returns>
    public double SamplesPerUnit(string array, double rate) => Text(array, "Units")?.ToLowerInvariant() switch
    {
        null or "sample" or "samples" or "tap" or "taps" => 1,
        "second" or "seconds" or "sec" or "s" => rate,
        "millisecond" or "milliseconds" or "ms" => rate / 1e3,
        "microsecond" or "microseconds" or "us" or "µs" or "μs" => rate / 1e6,
        var other => throw Fault($"its {array} is in '{PrintableText.Quote(other)}': samples, seconds, ms and us can be read"),
    };

    /// <summary>Frequencies in Hz, in whichever units they are.</summary>
    public double[] Hertz(string array)
    {
        double scale = Text(array, "Units")?.ToLowerInvariant() switch
        {
            null or "hertz" or "hz" => 1,
            "kilohertz" or "khz" => 1000,
            var other => throw Fault($"its {array} is in '{PrintableText.Quote(other)}': hertz and kilohertz can be read"),
        };
        return Array.ConvertAll(Numbers(array), number => scale * number);
    }

    /// <summary>The one sample rate of all measurements, in Hz.</summary>
    public double SampleRate()
    {
        double[] rates = Hertz("Data.SamplingRate");
        if (rates.Length == 0 || rates.Any(rate => rate != rates[0])) throw Fault("its measurements have different sample rates: use a file with one");
        return rates[0] is >= 8000 and <= 384000 ? rates[0] : throw Fault(Invariant($"a sample rate of {rates[0]:G6} Hz is no measurement's: 8 to 384 kHz"));
    }

    /// <summary>An error about this file: fault first, then the cure.</summary>
    public FileFormatException Fault(string fault, Exception? cause = null) => new($"{_path}: {fault}.", cause);

    /// <summary>An error with a cure.</summary>
    public FileFormatException Fault(string code, string fault, string cure) => new(new Fault(code, $"{_path}: {fault}", cure));

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    IH5Dataset Dataset(string name) => Has(name) ? _file.Dataset(name) : throw Fault($"has no {name}: the file is damaged or of another convention, fetch it again or name another one");

    /// <summary>Reads numbers of one kind; where the file has their bytes the other way round, they are turned.</summary>
    static double[] Read<T>(NativeDataset dataset, H5DatasetAccess access, Func<T, double> number) where T : unmanaged
    {
        try
        {
            return [.. dataset.Read<T[]>(access).Select(number)];
        }
        catch (Exception e) when (e.Message.StartsWith(OtherByteOrder, StringComparison.Ordinal))
        {
            byte[] bytes = dataset.Read<byte[]>(access);
            int size = Unsafe.SizeOf<T>();
            for (int at = 0; at < bytes.Length; at += size) bytes.AsSpan(at, size).Reverse();
            return [.. MemoryMarshal.Cast<byte, T>(bytes).ToArray().Select(number)];
        }
    }

    string? Text(IH5Object holder, string name)
    {
        try
        {
            if (!holder.AttributeExists(name)) return null;
            IH5Attribute attribute = holder.Attribute(name);
            if (attribute.Space.Dimensions.Aggregate((double)attribute.Type.Size, (product, length) => product * length) > _fileBytes) throw new InvalidDataException($"its text '{name}' would not fit into the file");
            string? text = attribute.Space.Dimensions is { Length: > 0 } ? attribute.Read<string[]>()[0] : attribute.Read<string>();
            return text?.Trim('\0', ' ', '\n') is { Length: > 0 } written ? written : null;
        }
        catch (Exception e) when (e is not InvalidDataException and not InsufficientExecutionStackException) // null and oddly encoded attributes throw bare exceptions
        {
            return null;
        }
    }

    static string Quoted(string? text) => text is null ? "missing" : $"'{text}'";
}
