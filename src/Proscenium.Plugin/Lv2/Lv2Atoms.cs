using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Proscenium.Plugin.Lv2;

/// <summary>Head of an atom; <c>LV2_Atom</c>. Its body follows.</summary>
struct Lv2Atom
{
    public uint Size;
    public uint Type;
}

/// <summary>Reads what a host says about the plan, and writes what it is told: <c>patch</c> messages in a sequence of atoms.</summary>
static unsafe class Lv2Atoms
{
    const int LargestSequence = 16 << 20; // hosts give some kilobytes: a size beyond is damage, and reading so far would end the host
    const int SequenceHead = 8, EventHead = 16, ObjectHead = 8, PropertyHead = 16; // bytes before what they hold

    /// <summary>Looks through a sequence for the last plan that is set.</summary>
    /// <param name="sequence">The control port's buffer, or null.</param>
    /// <param name="uris">The host's numbers.</param>
    /// <param name="asked">True where the host asks for the plan.</param>
    /// <returns>The body of its path, or empty.</returns>
    public static ReadOnlySpan<byte> Read(Lv2Atom* sequence, in Lv2Uris uris, out bool asked)
    {
        asked = false;
        ReadOnlySpan<byte> path = [];
        if (sequence == null || uris.Sequence == 0 || sequence->Type != uris.Sequence || sequence->Size is < SequenceHead or > LargestSequence) return path;
        ReadOnlySpan<byte> events = new((byte*)(sequence + 1) + SequenceHead, (int)sequence->Size - SequenceHead);
        while (TakeAtom(ref events, EventHead - sizeof(Lv2Atom), out Lv2Atom atom, out ReadOnlySpan<byte> body))
        {
            if ((atom.Type != uris.Object && atom.Type != uris.Blank) || body.Length < ObjectHead) continue;
            uint message = MemoryMarshal.Read<uint>(body[4..]);
            if (message != uris.Set && message != uris.Get) continue;
            (bool aboutThePlan, bool aboutAll) = (false, true);
            ReadOnlySpan<byte> properties = body[ObjectHead..], value = [];
            while (properties.Length >= PropertyHead)
            {
                uint key = MemoryMarshal.Read<uint>(properties);
                if (!TakeAtom(ref properties, PropertyHead - sizeof(Lv2Atom), out Lv2Atom held, out ReadOnlySpan<byte> content)) break;
                if (key == uris.Property && held.Type == uris.Urid && content.Length >= sizeof(uint))
                    (aboutThePlan, aboutAll) = (MemoryMarshal.Read<uint>(content) == uris.Plan, false);
                if (key == uris.Value && (held.Type == uris.Path || held.Type == uris.String)) value = content;
            }
            if (message == uris.Set && aboutThePlan && value.Length > 0) path = value;
            if (message == uris.Get && (aboutThePlan || aboutAll)) asked = true;
        }
        return path;
    }

    /// <summary>Writes a sequence, with the plan's path in it or empty.</summary>
    /// <param name="sequence">The notify port's buffer, whose head tells its capacity, or null.</param>
    /// <param name="uris">The host's numbers.</param>
    /// <param name="path">The path and a zero, or empty.</param>
    /// <returns>True where the path fitted.</returns>
    public static bool Write(Lv2Atom* sequence, in Lv2Uris uris, ReadOnlySpan<byte> path)
    {
        if (sequence == null) return false;
        uint capacity = sequence->Size, told = (uint)(ObjectHead + PropertyHead + 8 + PropertyHead + Padded(path.Length)), size = SequenceHead + EventHead + told;
        bool fits = path.Length > 0 && size <= capacity;
        *sequence = new() { Size = fits ? size : SequenceHead, Type = uris.Sequence };
        uint* words = (uint*)(sequence + 1);
        if (capacity < SequenceHead) return false;
        (words[0], words[1]) = (0, 0);
        if (!fits) return false;
        ReadOnlySpan<uint> message = [0, 0, told, uris.Object, 0, uris.Set, uris.Property, 0, sizeof(uint), uris.Urid, uris.Plan, 0, uris.Value, 0, (uint)path.Length, uris.Path];
        message.CopyTo(new Span<uint>(words + 2, message.Length));
        Span<byte> body = new((byte*)(words + 2 + message.Length), Padded(path.Length));
        body.Clear();
        path.CopyTo(body);
        return true;
    }

    /// <summary>Takes a head of some bytes and an atom from the front; false at the end, or where it says it is longer than what holds it.</summary>
    static bool TakeAtom(scoped ref ReadOnlySpan<byte> bytes, int head, out Lv2Atom atom, out ReadOnlySpan<byte> body)
    {
        atom = default;
        body = [];
        int before = head + Unsafe.SizeOf<Lv2Atom>();
        if (bytes.Length < before) return false;
        atom = MemoryMarshal.Read<Lv2Atom>(bytes[head..]);
        if (atom.Size > (uint)(bytes.Length - before)) return false;
        body = bytes.Slice(before, (int)atom.Size);
        bytes = bytes[Math.Min(bytes.Length, before + Padded((int)atom.Size))..];
        return true;
    }

    static int Padded(int size) => (size + 7) & ~7;
}
