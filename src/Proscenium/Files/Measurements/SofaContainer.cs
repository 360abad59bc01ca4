using Proscenium.Engine.Plan;
using PureHDF;
using PureHDF.VOL.Native;

namespace Proscenium.Files.Measurements;

/// <summary>
/// A SOFA file (AES69) as named number arrays and texts, whatever it holds: every read is bounded before memory is taken, and whatever is
/// wrong with the file becomes one sentence.
/// </summary>
sealed class SofaContainer : IDisposable
{
    /// <summary>32 million numbers, 256 MB as doubles: 16000 directions with 1000 taps.</summary>
    const ulong MaxNumbers = 32 << 20;

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
        catch (Exception e) when (e is not FileFormatException) // the HDF5 library throws whatever comes, bare exceptions among it
        {
            throw new FileFormatException($"{path}: cannot be read as SOFA, it is damaged or no HDF5 file: fetch it again.", e);
        }
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
    public string? Text(string array, string name) => Text(_file.Dataset(array), name);

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
            if (dimension > _maxNumbers || (numbers *= dimension) > _maxNumbers) throw Fault($"its {array} is {string.Join(" x ", dimensions)} numbers, more than any measurement has: the file is damaged");
        }
        return Array.ConvertAll(dimensions, dimension => (int)dimension);
    }

    /// <summary>All numbers of an array, the last index running fastest; all of them finite.</summary>
    /// <exception cref="FileFormatException">There is none of that name, it holds no numbers, or more than the file can.</exception>
    public double[] Numbers(string array)
    {
        NativeDataset dataset = (NativeDataset)Dataset(array);
        ulong count = (ulong)Shape(array).Aggregate(1L, (product, length) => product * length), size = (ulong)dataset.Type.Size;
        if (count * size > MaxPackedRatio * (ulong)_fileBytes) throw Fault($"its {array} would not fit into the file: the file is damaged");
        if (dataset.Layout.Class == H5DataLayoutClass.Chunked && dataset.Layout.Chunks.Aggregate(1.0, (product, length) => product * length) * size > MaxChunkBytes)
            throw Fault($"its {array} is stored in pieces that are too large: the file is damaged");
        // the default cache holds less than one chunk of the usual files and would unpack each again and again
        H5DatasetAccess access = new(ChunkCache: new SimpleReadingChunkCache(521, MaxChunkBytes));
        double[] numbers = (dataset.Type.Class, dataset.Type.Size) switch
        {
            (H5DataTypeClass.FloatingPoint, 8) => dataset.Read<double[]>(access),
            (H5DataTypeClass.FloatingPoint, 4) => Array.ConvertAll(dataset.Read<float[]>(access), value => (double)value),
            (H5DataTypeClass.FixedPoint, 8) => Array.ConvertAll(dataset.Read<long[]>(access), value => (double)value),
            (H5DataTypeClass.FixedPoint, 4) => Array.ConvertAll(dataset.Read<int[]>(access), value => (double)value),
            _ => throw Fault($"its {array} holds no numbers of a usual kind: the file is damaged"),
        };
        return Array.TrueForAll(numbers, double.IsFinite) ? numbers : throw Fault($"its {array} holds values that are no numbers: the file is damaged");
    }

    /// <summary>An error about this file: fault first, then the cure.</summary>
    public FileFormatException Fault(string fault, Exception? cause = null) => new($"{_path}: {fault}.", cause);

    /// <summary>An error with a cure.</summary>
    public FileFormatException Fault(string code, string fault, string cure) => new(new Fault(code, $"{_path}: {fault}", cure));

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    IH5Dataset Dataset(string name) => Has(name) ? _file.Dataset(name) : throw Fault($"has no {name}: the file is damaged or of another convention");

    static string? Text(IH5Object holder, string name)
    {
        try
        {
            if (!holder.AttributeExists(name)) return null;
            IH5Attribute attribute = holder.Attribute(name);
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
