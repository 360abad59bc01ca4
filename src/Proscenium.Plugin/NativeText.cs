using System.Runtime.InteropServices;
using System.Text;

namespace Proscenium.Plugin;

/// <summary>Text in native memory, as hosts read and give it.</summary>
static unsafe class NativeText
{
    /// <summary>A zero-terminated copy that lives as long as the library.</summary>
    public static byte* Lasting(string text) => (byte*)Marshal.StringToCoTaskMemUTF8(text);

    /// <summary>A host's text.</summary>
    public static string Read(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";

    /// <summary>True where a host's text is the given one; allocates nothing.</summary>
    public static bool Is(byte* text, ReadOnlySpan<byte> wanted) => text != null && MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text).SequenceEqual(wanted);

    /// <summary>Copies a text into a host's buffer, cut at a character where it is too long, and ends it with a zero.</summary>
    public static void Write(string text, byte* buffer, int capacity)
    {
        if (buffer == null || capacity < 1) return;
        Encoding.UTF8.GetEncoder().Convert(text, new Span<byte>(buffer, capacity - 1), flush: true, out _, out int used, out _);
        buffer[used] = 0;
    }
}
