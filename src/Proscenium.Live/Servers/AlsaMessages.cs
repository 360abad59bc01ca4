using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Proscenium.Live.Servers;

/// <summary>Keeps ALSA, below PortAudio, from printing on threads of its own: what it has to say comes as errors of calls, too.</summary>
static unsafe class AlsaMessages
{
    const string Library = "libasound.so.2", SetHandler = "snd_lib_error_set_handler";

    /// <summary>Silences them, where there is such a library.</summary>
    public static void Silence()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad(Library, out nint library) || !NativeLibrary.TryGetExport(library, SetHandler, out nint set)) return;
        delegate* unmanaged[Cdecl]<byte*, int, byte*, int, byte*, void> ignore = &Ignore;
        _ = ((delegate* unmanaged[Cdecl]<void*, int>)set)(ignore);
    }

    /// <summary>Takes file, line, function, error and format; what follows them is left where it is.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Ignore(byte* file, int line, byte* function, int error, byte* format)
    {
    }
}
