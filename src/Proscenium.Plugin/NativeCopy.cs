using System.Runtime.InteropServices;

namespace Proscenium.Plugin;

/// <summary>Structures that hosts read.</summary>
static unsafe class NativeCopy
{
    /// <summary>A copy in native memory, which lives until it is freed.</summary>
    public static T* Of<T>(T value) where T : unmanaged
    {
        T* copy = (T*)NativeMemory.Alloc((nuint)sizeof(T));
        *copy = value;
        return copy;
    }
}
