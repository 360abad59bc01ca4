using System.Runtime.InteropServices;

namespace Proscenium.Plugin.Clap;

/// <summary>
/// A CLAP instance. Plans are loaded on the host's main thread. One of equal latency is faded in at once; one of another latency waits until
/// the host has deactivated the plug-in, which it is asked for, since CLAP lets the latency change then only.
/// </summary>
sealed unsafe class ClapInstance(ClapHost* host, int outputs)
{
    const int MaxStateBytes = 1 << 16;

    readonly PlanList _plans = new(PlanPaths.Named());
    readonly HostHead _head = new();
    ClapHostLog* _log;
    ClapHostLatency* _hostLatency;
    ClapHostParams* _hostParams;
    PluginPath? _path;
    HostAudio? _audio;
    PlayablePlan? _next; // waits for the next activation
    string? _chosen; // null for the default plan
    float _gainDb;
    int _asked = -1; // step that the host asks for, -1 for none
    int _sampleRate, _latency;
    bool _active;

    /// <summary>Number of outputs.</summary>
    public int Outputs => outputs;

    /// <summary>Delay in samples.</summary>
    public int LatencyFrames => _latency;

    /// <summary>The last step of the plan parameter.</summary>
    public int LastPlan => _plans.Last;

    /// <summary>Asks the host what it has.</summary>
    public void Init()
    {
        _log = (ClapHostLog*)HostExtension("clap.log"u8);
        _hostLatency = (ClapHostLatency*)HostExtension("clap.latency"u8);
        _hostParams = (ClapHostParams*)HostExtension("clap.params"u8);
    }

    /// <summary>Loads the plan where that is not done yet, and begins anew.</summary>
    public void Activate(double sampleRate)
    {
        int rate = (int)Math.Round(sampleRate);
        if (_path is null || rate != _sampleRate)
        {
            _sampleRate = rate;
            PlayablePlan plan = Open();
            _path = new(plan, outputs, rate);
            _audio = new(_path, outputs);
        }
        else if (_next is not null)
        {
            _path.Offer(_next);
        }
        _next = null;
        _path.Reset();
        _active = true;
        if (_path.LatencyFrames == _latency) return;
        _latency = _path.LatencyFrames;
        if (_hostLatency != null) _hostLatency->Changed(host);
    }

    /// <summary>The host has stopped processing.</summary>
    public void Deactivate() => _active = false;

    /// <summary>Forgets the past; on the audio thread.</summary>
    public void Reset() => _path?.Reset();

    /// <summary>Renders a block; a change of the gain begins at its event's sample.</summary>
    public void Process(ClapProcess* process)
    {
        float** inputs = stackalloc float*[2];
        float** drivers = stackalloc float*[outputs];
        Connect(inputs, 2, process->Inputs, process->InputCount);
        Connect(drivers, outputs, process->Outputs, process->OutputCount);
        if (process->OutputCount > 0 && process->Outputs != null) process->Outputs->ConstantMask = 0;
        uint done = 0, events = process->InEvents == null ? 0 : process->InEvents->Size(process->InEvents);
        for (uint i = 0; i < events; i++)
        {
            ClapEvent* happened = process->InEvents->Get(process->InEvents, i);
            if (happened == null) continue;
            uint until = Math.Clamp(happened->Time, done, process->Frames);
            Render(inputs, drivers, done, until);
            done = until;
            Take(happened);
        }
        Render(inputs, drivers, done, process->Frames);
    }

    /// <summary>Takes changes of parameters while nothing is processed.</summary>
    public void Flush(ClapInputEvents* events)
    {
        uint count = events == null ? 0 : events->Size(events);
        for (uint i = 0; i < count; i++) Take(events->Get(events, i));
    }

    /// <summary>Loads what the host has asked for.</summary>
    public void OnMainThread()
    {
        int step = Interlocked.Exchange(ref _asked, -1);
        if (step < 0) return;
        string? folder = _plans.Folder(step);
        if (folder != _chosen) Choose(folder);
    }

    /// <summary>A parameter's value.</summary>
    public double Value(uint param) => param switch
    {
        ClapParameters.Gain => Volatile.Read(ref _gainDb),
        ClapParameters.Plan => Volatile.Read(ref _asked) is var asked and >= 0 ? asked : _plans.Step(_chosen),
        ClapParameters.FollowHead => _head.Controls.IsFollowed ? 1 : 0,
        ClapParameters.HeadLeft => _head.Controls.LeftMetres,
        _ => _head.Controls.ForwardMetres,
    };

    /// <summary>A parameter's value for people.</summary>
    public string Text(uint param, double value) => param == ClapParameters.Plan ? _plans.Name((int)Math.Clamp(value, 0, LastPlan)) : ClapParameters.Text(param, value);

    /// <summary>The value that a text stands for; false where it is none.</summary>
    public bool TryValue(uint param, string text, out double value)
    {
        if (param != ClapParameters.Plan) return ClapParameters.TryValue(param, text, out value);
        value = _plans.StepOf(text);
        return value >= 0;
    }

    /// <summary>Writes the values of all parameters.</summary>
    public bool Save(ClapOutput* output)
    {
        OnMainThread(); // what is asked for is what is saved
        ReadOnlySpan<byte> rest = new SavedState(Volatile.Read(ref _gainDb), _chosen, _head.Controls).Write();
        while (rest.Length > 0)
        {
            fixed (byte* bytes = rest)
            {
                long written = output->Write(output, bytes, (ulong)rest.Length);
                if (written <= 0 || written > rest.Length) return false;
                rest = rest[(int)written..];
            }
        }
        return true;
    }

    /// <summary>Reads the values of all parameters.</summary>
    public bool Load(ClapInput* input)
    {
        byte[] bytes = new byte[MaxStateBytes];
        int length = 0;
        while (length < bytes.Length)
        {
            fixed (byte* at = &bytes[length])
            {
                long read = input->Read(input, at, (ulong)(bytes.Length - length));
                if (read < 0 || read > bytes.Length - length) return false;
                if (read == 0) break;
                length += (int)read;
            }
        }
        if (!SavedState.TryRead(bytes.AsSpan(0, length), out SavedState state))
        {
            Log("the saved state is not one of Proscenium's, or damaged: the parameters stay as they are.");
            return false;
        }
        SetGain(state.GainDb);
        _head.Controls = state.Head;
        Volatile.Write(ref _asked, -1);
        if (state.Plan != _chosen) Choose(state.Plan);
        if (_hostParams != null) _hostParams->Rescan(host, ClapHostParams.Values | ClapHostParams.Text);
        return true;
    }

    /// <summary>Writes a sentence to the host's log.</summary>
    public void Log(string sentence)
    {
        if (_log == null)
        {
            StandardError.Write(sentence);
            return;
        }
        nint text = Marshal.StringToCoTaskMemUTF8(PluginDescription.LogPrefix + sentence);
        _log->Log(host, ClapHostLog.Warning, (byte*)text);
        Marshal.FreeCoTaskMem(text);
    }

    void Choose(string? folder)
    {
        _chosen = folder;
        _plans.Step(folder);
        if (_path is null) return; // the first activation loads it
        PlayablePlan plan = Open();
        if (_active && plan.LatencyFrames == _latency)
        {
            _next = null;
            _path.Offer(plan);
            return;
        }
        _next = plan;
        if (_active) host->RequestRestart(host);
    }

    PlayablePlan Open()
    {
        NoGcHeap.Enter();
        PlayablePlan plan = PlayablePlan.Open(_chosen ?? PlanPaths.Default, outputs, _sampleRate, _head.Place);
        if (plan.Remark is not null) Log(plan.Remark);
        return plan;
    }

    void Render(float** inputs, float** drivers, uint from, uint until)
    {
        if (_path is null || _audio is null || until == from) return;
        _path.GainDb = Volatile.Read(ref _gainDb);
        _audio.Process(inputs, drivers, from, until - from);
    }

    void Take(ClapEvent* happened)
    {
        if (happened == null || happened->Space != 0 || happened->Type != ClapParamValue.EventType) return;
        ClapParamValue* change = (ClapParamValue*)happened;
        switch (change->Param)
        {
            case ClapParameters.Gain:
                SetGain((float)change->Value);
                break;
            case ClapParameters.Plan:
                Volatile.Write(ref _asked, (int)Math.Clamp(change->Value, 0, LastPlan));
                host->RequestCallback(host);
                break;
            case ClapParameters.FollowHead:
                _head.Controls = _head.Controls with { IsFollowed = change->Value >= 0.5 };
                break;
            case ClapParameters.HeadLeft:
                _head.Controls = _head.Controls with { LeftMetres = (float)change->Value };
                break;
            case ClapParameters.HeadForward:
                _head.Controls = _head.Controls with { ForwardMetres = (float)change->Value };
                break;
        }
    }

    void SetGain(float decibels) => Volatile.Write(ref _gainDb, HostGain.Within(decibels));

    static void Connect(float** channels, int count, ClapAudioBuffer* ports, uint portCount)
    {
        float** given = ports == null || portCount == 0 ? null : ports->Single;
        for (int channel = 0; channel < count; channel++)
            channels[channel] = given == null || channel >= ports->Channels ? null : given[channel];
    }

    void* HostExtension(ReadOnlySpan<byte> id)
    {
        fixed (byte* text = id) return host->Extension == null ? null : host->Extension(host, text);
    }
}
