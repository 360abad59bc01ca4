using System.Reflection;
using System.Runtime.InteropServices;
using Proscenium.Files;

namespace Proscenium.Live.Servers;

/// <summary>The functions of PortAudio 19. What C calls <c>unsigned long</c> is as wide as an address wherever an argument's width matters.</summary>
static unsafe partial class LibPortAudio
{
    /// <summary>Values of <c>PaErrorCode</c>.</summary>
    public const int NoError = 0, UnanticipatedHostError = -9999, InvalidChannelCount = -9998, InvalidSampleRate = -9997, BadCombination = -9993, DeviceUnavailable = -9985;

    /// <summary>Where there is no such device.</summary>
    public const int NoDevice = -1;

    /// <summary><c>paFloat32</c> and <c>paNonInterleaved</c>.</summary>
    public const uint PlanarFloat = 0x80000001;

    /// <summary>Bits of <c>PaStreamCallbackFlags</c> for lost sound: underflow and overflow of the input, and of the output.</summary>
    public const uint LostSound = 0b1111;

    const string Name = "portaudio";

    static readonly string[] _usualNames = OperatingSystem.IsWindows() ? ["portaudio.dll", "portaudio_x64.dll", "libportaudio.dll", "libportaudio-2.dll"]
        : OperatingSystem.IsMacOS() ? ["libportaudio.2.dylib", "/opt/homebrew/lib/libportaudio.2.dylib", "/usr/local/lib/libportaudio.2.dylib"] : ["libportaudio.so.2"];

    static readonly nint _library;

    static LibPortAudio()
    {
        _library = Load(_usualNames);
        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (name, _, _) => name == Name ? _library : 0);
    }

    /// <summary>Asks for the library.</summary>
    /// <exception cref="SoundException">It is not on this machine.</exception>
    public static void Require()
    {
        if (_library == 0) throw new SoundException(new Fault(ErrorCodes.ProgramMissing, NotInstalled()));
    }

    /// <summary>What to do where the library is not.</summary>
    public static string NotInstalled() => $"no PortAudio library ({_usualNames[0]}) is on this machine: " + (OperatingSystem.IsWindows() ? "put that DLL beside proscenium.exe."
        : OperatingSystem.IsMacOS() ? "install it by 'brew install portaudio'." : "install it (Debian: apt-get install libportaudio2).");

    /// <summary>The first of some libraries that is there, or zero.</summary>
    public static nint Load(ReadOnlySpan<string> names)
    {
        foreach (string name in names)
            if (NativeLibrary.TryLoad(name, Assembly.GetExecutingAssembly(), DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory, out nint library)) return library;
        return 0;
    }

    /// <summary>A text of the library.</summary>
    public static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text)?.Trim() ?? "";

    [LibraryImport(Name, EntryPoint = "Pa_Initialize")]
    public static partial int Initialize();

    [LibraryImport(Name, EntryPoint = "Pa_Terminate")]
    public static partial int Terminate();

    [LibraryImport(Name, EntryPoint = "Pa_GetErrorText")]
    public static partial byte* ErrorText(int error);

    [LibraryImport(Name, EntryPoint = "Pa_GetLastHostErrorInfo")]
    public static partial HostErrorInfo* LastHostError();

    [LibraryImport(Name, EntryPoint = "Pa_GetDeviceCount")]
    public static partial int DeviceCount();

    [LibraryImport(Name, EntryPoint = "Pa_GetDefaultInputDevice")]
    public static partial int DefaultInput();

    [LibraryImport(Name, EntryPoint = "Pa_GetDefaultOutputDevice")]
    public static partial int DefaultOutput();

    [LibraryImport(Name, EntryPoint = "Pa_GetDeviceInfo")]
    public static partial DeviceInfo* Device(int index);

    [LibraryImport(Name, EntryPoint = "Pa_GetHostApiInfo")]
    public static partial HostApiInfo* HostApi(int index);

    [LibraryImport(Name, EntryPoint = "Pa_IsFormatSupported")]
    public static partial int IsFormatSupported(StreamParameters* input, StreamParameters* output, double sampleRate);

    [LibraryImport(Name, EntryPoint = "Pa_OpenStream")]
    public static partial int OpenStream(nint* stream, StreamParameters* input, StreamParameters* output, double sampleRate, nuint blockFrames, nuint flags,
        delegate* unmanaged[Cdecl]<float**, float**, CULong, nint, CULong, nint, int> callback, nint self);

    [LibraryImport(Name, EntryPoint = "Pa_StartStream")]
    public static partial int StartStream(nint stream);

    [LibraryImport(Name, EntryPoint = "Pa_AbortStream")]
    public static partial int AbortStream(nint stream);

    [LibraryImport(Name, EntryPoint = "Pa_CloseStream")]
    public static partial int CloseStream(nint stream);

    [LibraryImport(Name, EntryPoint = "Pa_IsStreamActive")]
    public static partial int IsStreamActive(nint stream);

    [LibraryImport(Name, EntryPoint = "Pa_GetStreamInfo")]
    public static partial StreamInfo* InfoOf(nint stream);

    [LibraryImport(Name, EntryPoint = "Pa_GetStreamCpuLoad")]
    public static partial double CpuLoad(nint stream);

    /// <summary><c>PaDeviceInfo</c>: latencies in seconds.</summary>
    public struct DeviceInfo
    {
        public int Version;
        public byte* Name;
        public int HostApi, Inputs, Outputs;
        public double LowInputLatency, LowOutputLatency, HighInputLatency, HighOutputLatency, DefaultRate;
    }

    /// <summary><c>PaHostApiInfo</c>.</summary>
    public struct HostApiInfo
    {
        public int Version, Type;
        public byte* Name;
        public int Devices, DefaultInput, DefaultOutput;
    }

    /// <summary><c>PaHostErrorInfo</c>.</summary>
    public struct HostErrorInfo
    {
        public int HostApi;
        public CLong Code;
        public byte* Text;
    }

    /// <summary><c>PaStreamParameters</c>: latency in seconds.</summary>
    public struct StreamParameters
    {
        public int Device, Channels;
        public CULong Format;
        public double Latency;
        public nint HostApiSpecific;
    }

    /// <summary><c>PaStreamInfo</c>: latencies in seconds.</summary>
    public struct StreamInfo
    {
        public int Version;
        public double InputLatency, OutputLatency, SampleRate;
    }
}
