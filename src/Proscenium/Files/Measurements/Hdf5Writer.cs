using System.Numerics;
using System.Text;

namespace Proscenium.Files.Measurements;

/// <summary>
/// Writes named arrays of numbers and texts as HDF5, in the form of netCDF-4 that readers of SOFA files expect: HDF5 File Format Specification 3.0 with superblock 2, headers of version 2,
/// links and texts in fractal heaps, contiguous data in double precision, and dimensions as datasets of their own that the arrays refer to.
/// </summary>
/// <remarks>The HDF5 library that reads files for us cannot write this form: its links stand in the header of the group, where libmysofa does not look for them; nor does that take texts beyond 64 bytes but from a heap.</remarks>
sealed class Hdf5Writer
{
    const int LinkOffsetBytes = 4, TextOffsetBytes = 5, LengthBytes = 2, MaxManagedBytes = 4096, MaxDirectBlockBytes = 65536, LeafOverhead = 10;

    /// <summary>Longer texts are cut: with their names they have to fit into a heap's object.</summary>
    const int MaxTextLetters = 900;
    const ulong Nowhere = ulong.MaxValue;
    const byte Dataspace = 1, LinkInfo = 2, Datatype = 3, FillValue = 5, Layout = 8, GroupInfo = 10, AttributeMessage = 12, AttributeInfo = 21;
    const byte NullTerminatedText = 0x13, LinkNames = 5, TextNames = 8;

    static readonly byte[] _double = [0x11, 0x20, 0x3f, 0, 8, 0, 0, 0, 0, 0, 64, 0, 52, 11, 0, 52, 0xff, 3, 0, 0];
    static readonly byte[] _listOfReferences = [0x19, 0, 0, 0, 16, 0, 0, 0, 0x17, 0, 0, 0, 8, 0, 0, 0];

    readonly LittleEndianBytes _file = new();
    readonly List<(string Name, ulong Address)> _links = [];
    readonly Dictionary<char, (int Length, int HeapIndex)> _dimensions = [];
    readonly List<(string Name, string Text)> _texts;
    readonly ulong _references;

    /// <summary>Begins a file with its dimensions.</summary>
    /// <param name="texts">Texts of the whole file.</param>
    /// <param name="dimensions">A letter and a length for each.</param>
    /// <param name="coordinate">The dimension that has values of its own, such as frequencies, and their texts.</param>
    public Hdf5Writer(IEnumerable<(string Name, string Text)> texts, IEnumerable<(char Name, int Length)> dimensions, (char Name, double[] Values, (string, string)[] Texts)? coordinate = null)
    {
        _texts = [.. texts];
        _file.Bytes(new byte[48]); // the superblock's place
        LittleEndianBytes heap = new();
        foreach ((char name, int length) in dimensions)
        {
            _dimensions.Add(name, (length, _dimensions.Count + 1));
            ulong data = Nowhere;
            (double[] Values, (string, string)[] Texts)? own = coordinate is { } found && found.Name == name ? (found.Values, found.Texts) : null;
            if (own is not null)
            {
                data = Place();
                _file.Numbers(own.Value.Values);
            }
            ulong address = Dataset([length], data, [("CLASS", "DIMENSION_SCALE"), ("NAME", own is null ? $"This is a netCDF dimension but not a netCDF variable.{length,10}" : name.ToString()), .. own?.Texts ?? []]);
            _links.Add((name.ToString(), address));
            heap.Number((ulong)_dimensions.Count, 2).Number(1, 2).Number(0, 4).Number(8, 8).Number(address, 8);
        }
        _references = Place();
        const int collection = 4096; // the least that a global heap may have
        int left = collection - 16 - heap.Count;
        _file.Text("GCOL").Bytes(1, 0, 0, 0).Number(collection, 8).Bytes(heap.All).Number(0, 8).Number((ulong)left, 8).Bytes(new byte[left - 16]);
    }

    /// <summary>Adds an array.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="dimensions">The letters of its dimensions, the last one running fastest.</param>
    /// <param name="values">As many as the dimensions say.</param>
    /// <param name="texts">Its texts, such as <c>Units</c>.</param>
    public void Add(string name, string dimensions, ReadOnlySpan<double> values, params IReadOnlyList<(string Name, string Text)> texts)
    {
        int[] shape = [.. dimensions.Select(dimension => _dimensions[dimension].Length)];
        if (values.Length != shape.Aggregate(1, (product, length) => product * length)) throw new ArgumentException($"{name} has {values.Length} values for {string.Join(" x ", shape)}.", nameof(values));
        ulong data = Place();
        _file.Numbers(values);
        _links.Add((name, Dataset(shape, data, texts, Message(AttributeMessage, new LittleEndianBytes().Bytes(AttributeBody("DIMENSION_LIST", _listOfReferences, Space([shape.Length]), ReferencesTo(dimensions)))))));
    }

    /// <summary>The bytes of the file, when all arrays were added.</summary>
    public ReadOnlySpan<byte> Finish()
    {
        byte[][] links = [.. _links.Select((link, order) => new LittleEndianBytes().Bytes(1, 4).Number((ulong)order, 8).Number((ulong)link.Name.Length, 1).Text(link.Name).Number(link.Address, 8).All.ToArray())];
        byte[][] texts = [.. _texts.Select(text => AttributeBody(text.Name, text.Text))];
        (ulong linkHeap, int[] linkPlaces) = Heap(links, LinkOffsetBytes);
        (ulong textHeap, int[] textPlaces) = Heap(texts, TextOffsetBytes);
        ulong linkTree = Index(LinkNames, ByHash(_links.Select(link => link.Name), (order, hash) => Id(new LittleEndianBytes().Number(hash, 4), linkPlaces[order], LinkOffsetBytes, links[order].Length)));
        ulong textTree = Index(TextNames, ByHash(_texts.Select(text => text.Name), (order, hash) => Id(new(), textPlaces[order], TextOffsetBytes, texts[order].Length).Bytes(0).Number((ulong)order, 4).Number(hash, 4)));
        ulong root = Header([
            Message(LinkInfo, new LittleEndianBytes().Bytes(0, 1).Number((ulong)_links.Count, 8).Number(linkHeap, 8).Number(linkTree, 8)),
            Message(GroupInfo, new LittleEndianBytes().Bytes(0, 0)),
            Message(AttributeInfo, new LittleEndianBytes().Bytes(0, 1).Number((ulong)_texts.Count, 2).Number(textHeap, 8).Number(textTree, 8))]);
        _file.PadTo(8);
        LittleEndianBytes superblock = new();
        superblock.Bytes(0x89).Text("HDF\r\n").Bytes(0x1a, 0x0a).Bytes(2, 8, 8, 0).Number(0, 8).Number(Nowhere, 8).Number((ulong)_file.Count, 8).Number(root, 8).Checksum();
        byte[] whole = _file.All.ToArray();
        superblock.All.CopyTo(whole);
        return whole;
    }

    /// <summary>Pads to where a block may begin.</summary>
    ulong Place() => (ulong)_file.PadTo(8).Count;

    ulong Dataset(int[] shape, ulong data, IEnumerable<(string, string)> texts, params byte[][] more) => Header([
        Message(Dataspace, Space(shape)),
        Message(Datatype, new LittleEndianBytes().Bytes(_double)),
        Message(FillValue, new LittleEndianBytes().Bytes(3, 0x0a)),
        Message(Layout, new LittleEndianBytes().Bytes(3, 1).Number(data, 8).Number(8 * (ulong)shape.Aggregate(1L, (product, length) => product * length), 8)),
        .. more, .. Texts(texts)]);

    /// <summary>An object's header of version 2 (IV.A.1.b).</summary>
    ulong Header(IReadOnlyList<byte[]> messages)
    {
        ulong address = Place();
        int start = _file.Count;
        _file.Text("OHDR").Bytes(2, 2).Number((ulong)messages.Sum(message => message.Length), 4);
        foreach (byte[] message in messages) _file.Bytes(message);
        _file.Checksum(start);
        return address;
    }

    static byte[] Message(byte type, LittleEndianBytes body) => new LittleEndianBytes().Bytes(type).Number((ulong)body.Count, 2).Bytes(0).Bytes(body.All).All.ToArray();

    static IEnumerable<byte[]> Texts(IEnumerable<(string Name, string Text)> texts) =>
    [
        Message(AttributeInfo, new LittleEndianBytes().Bytes(0, 0).Number(Nowhere, 8).Number(Nowhere, 8)),
        .. texts.Select(text => Message(AttributeMessage, new LittleEndianBytes().Bytes(AttributeBody(text.Name, text.Text)))),
    ];

    static byte[] AttributeBody(string name, string text)
    {
        byte[] letters = [.. Encoding.UTF8.GetBytes(text.Length > MaxTextLetters ? text[..MaxTextLetters] : text), 0];
        return AttributeBody(name, new LittleEndianBytes().Bytes(NullTerminatedText, 0, 0, 0).Number((ulong)letters.Length, 4).All, new LittleEndianBytes().Bytes(2, 0, 0, 0), letters);
    }

    /// <summary>An attribute's message of version 3 (IV.A.2.m), as it stands in a header or in a heap.</summary>
    static byte[] AttributeBody(string name, ReadOnlySpan<byte> type, LittleEndianBytes space, ReadOnlySpan<byte> data) => new LittleEndianBytes()
        .Bytes(3, 0).Number((ulong)name.Length + 1, 2).Number((ulong)type.Length, 2).Number((ulong)space.Count, 2).Bytes(0).Text(name).Bytes(0).Bytes(type).Bytes(space.All).Bytes(data).All.ToArray();

    static LittleEndianBytes Space(int[] shape)
    {
        LittleEndianBytes space = new LittleEndianBytes().Bytes(2, (byte)shape.Length, 0, 1);
        foreach (int length in shape) space.Number((ulong)length, 8);
        return space;
    }

    /// <summary>For each dimension of an array a list of one reference, in the global heap.</summary>
    ReadOnlySpan<byte> ReferencesTo(string dimensions)
    {
        LittleEndianBytes lists = new();
        foreach (char dimension in dimensions) lists.Number(1, 4).Number(_references, 8).Number((ulong)_dimensions[dimension].HeapIndex, 4);
        return lists.All;
    }

    /// <summary>Objects in a fractal heap of one direct block (III.G); gives where each begins in it.</summary>
    (ulong Address, int[] Places) Heap(byte[][] objects, int offsetBytes)
    {
        int header = 5 + 8 + offsetBytes + 4, used = header + objects.Sum(one => one.Length);
        int bytes = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(512, used + 1)); // a zero after the last object tells libmysofa to stop
        if (bytes > MaxDirectBlockBytes) throw new ArgumentException($"The names and texts of a file are up to {MaxDirectBlockBytes} bytes.");
        ulong block = Place(), heap = block + (ulong)bytes;
        LittleEndianBytes content = new LittleEndianBytes().Text("FHDB").Bytes(0).Number(heap, 8).Number(0, offsetBytes).Number(0, 4);
        int[] places = new int[objects.Length];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = content.Count;
            content.Bytes(objects[i]);
        }
        byte[] whole = [.. content.All, .. new byte[bytes - used]];
        new LittleEndianBytes().Number(Hdf5Checksum.Of(whole), 4).All.CopyTo(whole.AsSpan(header - 4)); // it counts as zero in itself
        _file.Bytes(whole);
        LittleEndianBytes description = new LittleEndianBytes().Text("FRHP").Bytes(0).Number((ulong)(1 + offsetBytes + LengthBytes), 2).Number(0, 2).Bytes(2).Number(MaxManagedBytes, 4)
            .Number(0, 8).Number(Nowhere, 8).Number((ulong)(bytes - used), 8).Number(Nowhere, 8)
            .Number((ulong)bytes, 8).Number((ulong)bytes, 8).Number((ulong)bytes, 8).Number((ulong)objects.Length, 8)
            .Number(0, 8).Number(0, 8).Number(0, 8).Number(0, 8)
            .Number(4, 2).Number((ulong)bytes, 8).Number(MaxDirectBlockBytes, 8).Number(8 * (ulong)offsetBytes, 2).Number(1, 2).Number(block, 8).Number(0, 2);
        _file.Bytes(description.Checksum().All);
        return (heap, places);
    }

    /// <summary>Appends where an object is in a heap.</summary>
    static LittleEndianBytes Id(LittleEndianBytes record, int place, int offsetBytes, int length) => record.Bytes(0).Number((ulong)place, offsetBytes).Number((ulong)length, LengthBytes);

    static byte[][] ByHash(IEnumerable<string> names, Func<int, uint, LittleEndianBytes> record) =>
        [.. names.Select((name, order) => (Name: name, Order: order, Hash: Hdf5Checksum.Of(Encoding.UTF8.GetBytes(name)))).OrderBy(one => one.Hash).ThenBy(one => one.Name, StringComparer.Ordinal).Select(one => record(one.Order, one.Hash).All.ToArray())];

    /// <summary>Records in a tree of one leaf (III.A.2).</summary>
    ulong Index(byte type, byte[][] records)
    {
        int bytes = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(512, LeafOverhead + records.Sum(record => record.Length)));
        ulong leaf = Place();
        LittleEndianBytes node = new LittleEndianBytes().Text("BTLF").Bytes(0, type);
        foreach (byte[] record in records) node.Bytes(record);
        node.Checksum();
        _file.Bytes(node.All).Bytes(new byte[bytes - node.Count]);
        ulong tree = Place();
        _file.Bytes(new LittleEndianBytes().Text("BTHD").Bytes(0, type).Number((ulong)bytes, 4).Number((ulong)records[0].Length, 2).Number(0, 2).Bytes(100, 40)
            .Number(leaf, 8).Number((ulong)records.Length, 2).Number((ulong)records.Length, 8).Checksum().All);
        return tree;
    }
}
