using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;

namespace Proscenium.Studio.Asking;

/// <summary>An answer on its way to the page: a header in JSON, and arrays of numbers.</summary>
/// <param name="header">Without the arrays' places, which are added to it.</param>
sealed class AnswerMessage(JsonObject header)
{
    readonly List<float[]> _arrays = [];
    readonly JsonObject _places = [];
    int _length;

    /// <summary>The header.</summary>
    public JsonObject Header => header;

    /// <summary>Adds an array.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">The last axis the fastest; NaN where nothing can be.</param>
    /// <param name="shape">Its axes.</param>
    public void Add(string name, float[] values, params ReadOnlySpan<int> shape)
    {
        JsonArray axes = [];
        foreach (int axis in shape) axes.Add(axis);
        _places[name] = new JsonObject { ["at"] = _length, ["shape"] = axes };
        _arrays.Add(values);
        _length += values.Length;
    }

    /// <summary>Adds a list of numbers.</summary>
    public void Add(string name, IEnumerable<double> values) => Add(name, [.. values.Select(value => (float)value)]);

    /// <summary>Adds a table, row by row.</summary>
    public void Add(string name, IReadOnlyList<IReadOnlyList<double>> rows) => Add(name, [.. rows.SelectMany(row => row.Select(value => (float)value))], rows.Count, rows.Count == 0 ? 0 : rows[0].Count);

    /// <summary>Says why an array that pages expect is not there.</summary>
    public void Without(string name, string sentence)
    {
        if (header["without"] is not JsonObject without) header["without"] = without = [];
        without[name] = sentence;
    }

    /// <summary>The message.</summary>
    public byte[] ToBytes()
    {
        header["arrays"] = _places;
        byte[] text = Encoding.UTF8.GetBytes(header.ToJsonString());
        int padded = (text.Length + 3) & ~3;
        byte[] message = new byte[sizeof(int) + padded + sizeof(float) * _length];
        BinaryPrimitives.WriteInt32LittleEndian(message, padded);
        message.AsSpan(sizeof(int), padded).Fill((byte)' ');
        text.CopyTo(message, sizeof(int));
        Span<byte> rest = message.AsSpan(sizeof(int) + padded);
        foreach (float[] array in _arrays)
        {
            MemoryMarshal.AsBytes<float>(array).CopyTo(rest); // every processor that .NET runs on is little-endian
            rest = rest[(sizeof(float) * array.Length)..];
        }
        return message;
    }

    void Add(string name, float[] values) => Add(name, values, values.Length);
}
