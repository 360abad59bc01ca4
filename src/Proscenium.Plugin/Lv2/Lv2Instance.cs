using System.Runtime.InteropServices;
using System.Text;

namespace Proscenium.Plugin.Lv2;

/// <summary>
/// An LV2 instance: a path behind ports, whose plan the host may set while it runs (it is loaded by the host's worker), and which it keeps
/// with a session.
/// </summary>
sealed unsafe class Lv2Instance
{
    /// <summary>Bytes of the longest path that is taken for one.</summary>
    public const int LongestPath = 1 << 16;

    readonly int _outputs, _sampleRate;
    readonly PortedPath _ported;
    readonly Lv2Uris _uris;
    readonly Lv2Log* _log;
    readonly Lv2Schedule* _worker;
    string? _chosen; // by the host, null for the default plan
    byte[] _told; // the playing plan's folder, as the host is told it
    bool _tell;

    /// <summary>Loads the default plan and prepares to play it.</summary>
    public Lv2Instance(int outputs, int sampleRate, Lv2Feature** features)
    {
        (_outputs, _sampleRate) = (outputs, sampleRate);
        _worker = (Lv2Schedule*)Lv2Feature.Find(features, "http://lv2plug.in/ns/ext/worker#schedule"u8);
        Lv2Map* map = (Lv2Map*)Lv2Feature.Find(features, "http://lv2plug.in/ns/ext/urid#map"u8);
        if (map != null)
        {
            _uris = new(map);
            _log = (Lv2Log*)Lv2Feature.Find(features, "http://lv2plug.in/ns/ext/log#log"u8);
        }
        string folder = PlanPaths.Default;
        _ported = new(outputs, sampleRate, folder, Log);
        _told = Bytes(folder);
    }

    /// <summary>The ports after those of every ported path.</summary>
    static int ControlPort(int outputs) => PortedPath.PortCount(outputs);

    static int NotifyPort(int outputs) => PortedPath.PortCount(outputs) + 1;

    /// <summary>How many ports there are.</summary>
    public static int PortCount(int outputs) => PortedPath.PortCount(outputs) + 2;

    /// <summary>Forgets the past.</summary>
    public void Activate() => _ported.Path.Reset();

    /// <summary>Renders a block, and hands what the host says of the plan to its worker.</summary>
    public void Run(void** ports, uint frames)
    {
        ReadOnlySpan<byte> path = Lv2Atoms.Read((Lv2Atom*)ports[ControlPort(_outputs)], _uris, out bool asked);
        if (path.Length is > 0 and <= LongestPath && _worker != null)
            fixed (byte* body = path) _ = _worker->Work(_worker->Handle, (uint)path.Length, body); // a full queue means that the plan stays
        if (asked) Volatile.Write(ref _tell, true);
        _ported.Run(ports, frames);
        Notify((Lv2Atom*)ports[NotifyPort(_outputs)]);
    }

    /// <summary>Loads the plan that a path names; on the worker's thread, or where the host restores a session.</summary>
    public void Load(ReadOnlySpan<byte> path) => Load(Encoding.UTF8.GetString(path.TrimEnd((byte)0)));

    /// <summary>Stores the chosen plan's folder; the default one is not stored, so that it stays the default.</summary>
    public Lv2Status Save(delegate* unmanaged[Cdecl]<void*, uint, void*, nuint, uint, uint, Lv2Status> store, void* handle, Lv2Feature** features)
    {
        if (Volatile.Read(ref _chosen) is not { } chosen) return Lv2Status.Success;
        if (_uris.Plan == 0) return Lv2Status.NoFeature;
        Lv2MapPath* map = (Lv2MapPath*)Lv2Feature.Find(features, "http://lv2plug.in/ns/ext/state#mapPath"u8);
        fixed (byte* absolute = Bytes(chosen))
        {
            byte* text = map == null ? absolute : map->Abstract(map->Handle, absolute);
            if (text == null) return Lv2Status.Unknown;
            uint flags = map == null ? Lv2State.Pod : Lv2State.Pod | Lv2State.Portable;
            Lv2Status status = store(handle, _uris.Plan, text, (nuint)MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text).Length + 1, _uris.Path, flags);
            if (map != null) Free(text, features);
            return status;
        }
    }

    /// <summary>Plays the plan that a session stored, or the default one where it stored none. May run beside the audio thread.</summary>
    public Lv2Status Restore(delegate* unmanaged[Cdecl]<void*, uint, nuint*, uint*, uint*, void*> retrieve, void* handle, Lv2Feature** features)
    {
        if (_uris.Plan == 0) return Lv2Status.NoFeature;
        nuint size = 0;
        uint type = 0, flags = 0;
        byte* stored = (byte*)retrieve(handle, _uris.Plan, &size, &type, &flags);
        if (stored == null || size == 0)
        {
            if (Volatile.Read(ref _chosen) is not null) Play(PlanPaths.Default, chosen: null);
            return Lv2Status.Success;
        }
        if ((type != _uris.Path && type != _uris.String) || size > LongestPath) return Lv2Status.BadType;
        string path = Encoding.UTF8.GetString(new ReadOnlySpan<byte>(stored, (int)size).TrimEnd((byte)0));
        Lv2MapPath* map = (Lv2MapPath*)Lv2Feature.Find(features, "http://lv2plug.in/ns/ext/state#mapPath"u8);
        if (map == null)
        {
            Load(path);
            return Lv2Status.Success;
        }
        fixed (byte* abstractPath = Bytes(path))
        {
            byte* absolute = map->Absolute(map->Handle, abstractPath);
            if (absolute == null) return Lv2Status.Unknown;
            Load(NativeText.Read(absolute));
            Free(absolute, features);
            return Lv2Status.Success;
        }
    }

    void Load(string path)
    {
        string folder = PlanPaths.FolderOf(path);
        Play(folder, folder);
    }

    void Play(string folder, string? chosen)
    {
        NoGcHeap.Enter();
        PlayablePlan plan = PlayablePlan.Open(folder, _outputs, _sampleRate, _ported.Head);
        if (plan.Remark is not null) Log(plan.Remark);
        Volatile.Write(ref _chosen, chosen);
        _ported.Path.Offer(plan);
        Volatile.Write(ref _told, Bytes(folder));
        Volatile.Write(ref _tell, true);
    }

    void Notify(Lv2Atom* port)
    {
        bool tell = Volatile.Read(ref _tell);
        if (tell) Volatile.Write(ref _tell, false); // before the path is read, so that a later one is told again
        Lv2Atoms.Write(port, _uris, tell ? Volatile.Read(ref _told) : []);
    }

    void Log(string sentence)
    {
        if (_log == null)
        {
            StandardError.Write(sentence);
            return;
        }
        fixed (byte* format = Bytes($"{PluginDescription.LogPrefix}{sentence}\n".Replace("%", "%%", StringComparison.Ordinal))) _ = _log->Print(_log->Handle, _uris.LogError, format);
    }

    static void Free(byte* path, Lv2Feature** features)
    {
        Lv2FreePath* free = (Lv2FreePath*)Lv2Feature.Find(features, "http://lv2plug.in/ns/ext/state#freePath"u8);
        if (free == null) NativeMemory.Free(path);
        else free->Free(free->Handle, path);
    }

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
