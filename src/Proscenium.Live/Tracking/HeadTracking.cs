using Proscenium.Engine;
using Proscenium.Heads;
using Proscenium.Tracking;

namespace Proscenium.Live.Tracking;

/// <summary>
/// Follows the listener's head while sound plays: one thread takes the tracker's datagrams and moves the place on, at once for each batch and a hundred times a second without any. The audio thread sees nothing of it but the place.
/// </summary>
sealed class HeadTracking : IDisposable
{
    const int LargestBatch = 256; // a flood is taken in pieces
    const int PatienceMilliseconds = 2000;
    const double HoldsAfterSeconds = 0.1, TurnDegrees = 5;

    static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(10);

    readonly PoseReceiver? _receiver;
    readonly TimeProvider _time;
    readonly HeadFollower _follower;
    readonly EventRate _rate = new();
    readonly Lock _gate = new(); // of the follower and what stands beside it
    readonly long _begun;
    Thread? _thread;
    HeadPose? _told, _held, _first; // by a command, which holds until the next one; the last one of a sender that sends what changes; of the tracker, with which others are compared
    double _heard = double.NegativeInfinity; // when a pose was told last
    bool _moves, _turns;
    volatile bool _ends;

    /// <summary>Takes the tracker's port.</summary>
    /// <param name="place">What is set.</param>
    /// <param name="tracker">Where poses come from; null where commands tell them.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="SettingException">The port cannot be had.</exception>
    public HeadTracking(HeadPlace place, TrackerSettings? tracker, TimeProvider time)
    {
        (_time, _begun) = (time, time.GetTimestamp());
        _follower = new(place, isFromSeat: tracker is null);
        if (tracker is not null) _receiver = new(tracker);
    }

    /// <summary>The tracker in words; null where there is none.</summary>
    public string? Tracker => _receiver is null ? null : $"{_receiver.Format.Name} on UDP port {_receiver.Address.Port}";

    /// <summary>Where filters are.</summary>
    public PlaceBounds Bounds
    {
        set
        {
            lock (_gate) _follower.Bounds = value;
        }
    }

    /// <summary>What is known of the head; null where nobody ever told anything.</summary>
    public HeadStatus? Status
    {
        get
        {
            lock (_gate)
            {
                if (_receiver is null && _thread is null) return null;
                double now = Now;
                UselessDatagrams useless = new(_receiver?.Garbage ?? 0, _receiver?.WithoutPose ?? 0, _receiver?.TooFar ?? 0, _turns && !_moves);
                return new(Tracker ?? "told by a command", _follower.PhaseAt(now), _follower.Pose, _follower.Playing, _follower.IsBeyond, double.IsFinite(_heard) ? Math.Max(0, now - _heard) : null, _rate.At(now), _follower.TimesLost, useless);
            }
        }
    }

    double Now => _time.GetElapsedTime(_begun).TotalSeconds;

    /// <summary>Begins to listen to the tracker, if there is one.</summary>
    public void Start()
    {
        if (_receiver is not null) StartThread();
    }

    /// <summary>The head is there, until somebody says something else.</summary>
    /// <param name="pose">From the seat.</param>
    /// <returns>False where a tracker says where the head is, or no head can be there.</returns>
    public bool Tell(HeadPose pose)
    {
        if (_receiver is not null || !TimedPose.IsPossible(pose)) return false;
        lock (_gate) (_told, _heard) = (pose, Now);
        StartThread();
        return true;
    }

    /// <summary>Nobody knows where the head is, until the next pose.</summary>
    public void Lose()
    {
        lock (_gate)
        {
            (_told, _held) = (null, null);
            _follower.Lose(Now);
        }
    }

    /// <summary>The head is at the seat now.</summary>
    /// <returns>False where no pose of a tracker is known; those that are told are from the seat already.</returns>
    public bool Centre()
    {
        lock (_gate) return _receiver is not null && _follower.Centre();
    }

    /// <summary>Takes the datagrams that are there, and moves the place on to the present time; what the thread does over and over.</summary>
    internal void Step()
    {
        (int poses, HeadPose newest) = Batch();
        lock (_gate)
        {
            double now = Now;
            if (poses > 0) Take(newest, poses, now);
            else if ((_told ?? (now - _heard >= HoldsAfterSeconds ? _held : null)) is { } pose) _follower.Add(new(now, pose));
            _follower.Advance(now);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ends = true;
        _thread?.Join(PatienceMilliseconds);
        _receiver?.Dispose();
    }

    /// <summary>Takes what has come in: of several poses the newest counts.</summary>
    (int Poses, HeadPose Newest) Batch()
    {
        (int poses, HeadPose newest) = (0, default);
        for (int n = 0; n < LargestBatch && _receiver?.Take(out HeadPose pose) is { } reading; n++)
            if (reading == PoseReading.Pose) (poses, newest) = (poses + 1, pose);
        return (poses, newest);
    }

    void Take(HeadPose newest, int poses, double now)
    {
        _rate.Add(now, poses);
        _follower.Add(new(now, newest));
        _heard = now;
        if (_receiver!.Format.Holds) _held = newest;
        HeadPose first = _first ??= newest;
        _moves |= (first.Left, first.Forward, first.Up) != (newest.Left, newest.Forward, newest.Up);
        _turns |= Math.Abs(newest.YawDegrees - first.YawDegrees) > TurnDegrees;
    }

    void StartThread()
    {
        lock (_gate)
        {
            if (_thread is not null || _ends) return;
            _thread = new(Follow) { IsBackground = true, Name = "head" };
            _thread.Start();
        }
    }

    void Follow()
    {
        while (!_ends)
        {
            if (_receiver is null) Thread.Sleep(_tick);
            else _receiver.Await(_tick);
            Step();
        }
    }
}
