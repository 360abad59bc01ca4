using System.Net;
using System.Net.Sockets;
using Proscenium.Heads;
using Proscenium.Tracking;

namespace Proscenium.Live.Tracking;

/// <summary>Takes a tracker's datagrams from a UDP port, on the thread of its caller; nothing is allocated for them.</summary>
sealed class PoseReceiver : IDisposable
{
    const int LargestDatagram = 65536;

    readonly TrackerSettings _settings;
    readonly Socket _socket;
    readonly byte[] _datagram = new byte[LargestDatagram];
    long _garbage, _withoutPose, _poses, _tooFar;

    /// <summary>Takes a port.</summary>
    /// <exception cref="SettingException">It cannot be had.</exception>
    public PoseReceiver(TrackerSettings settings)
    {
        (_settings, Format) = (settings, settings.Format());
        IPEndPoint address = new(settings.Bind, settings.Port ?? Format.UsualPort);
        _socket = new(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        try
        {
            _socket.Bind(address);
        }
        catch (SocketException e)
        {
            _socket.Dispose();
            throw new SettingException(e.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => $"UDP port {address.Port}: is taken by another program: end it, or choose another port here and in the tracker.",
                SocketError.AccessDenied => $"UDP port {address.Port}: is kept for the system: choose one above 1023, here and in the tracker.",
                SocketError.AddressNotAvailable => $"{address.Address}: is no address of this machine: name one of its own, or 0.0.0.0 for all.",
                _ => $"UDP port {address.Port} of {address.Address}: cannot be had ({e.Message}): choose another one.",
            }, e);
        }
    }

    /// <summary>What the datagrams are read as.</summary>
    public IPoseFormat Format { get; }

    /// <summary>Where datagrams are taken.</summary>
    public IPEndPoint Address => (IPEndPoint)_socket.LocalEndPoint!;

    /// <summary>Datagrams that were none of the tracker's.</summary>
    public long Garbage => Interlocked.Read(ref _garbage);

    /// <summary>Datagrams of the tracker's kind without a position.</summary>
    public long WithoutPose => Interlocked.Read(ref _withoutPose);

    /// <summary>Poses more than 10 m away.</summary>
    public long TooFar => Interlocked.Read(ref _tooFar);

    /// <summary>Metres of one unit of the tracker's positions.</summary>
    public double UnitMetres => _settings.Metres ?? Format.UsualMetres;

    /// <summary>Poses.</summary>
    public long Poses => Interlocked.Read(ref _poses);

    /// <summary>Waits until a datagram is there, or so long; true where one is.</summary>
    public bool Await(TimeSpan time) => _socket.Poll(time, SelectMode.SelectRead);

    /// <summary>Takes the next datagram that is there already, without waiting.</summary>
    /// <param name="pose">The pose in metres, in the listener's axes, where it holds one, also one that is too far.</param>
    /// <returns>What it was; null where none is there.</returns>
    public PoseReading? Take(out HeadPose pose)
    {
        pose = default;
        if (!TryReceive(out int bytes)) return null;
        PoseReading reading = Format.Read(_datagram.AsSpan(0, bytes), out HeadPose told);
        pose = _settings.Corrected(told, Format.UsualMetres);
        if (reading == PoseReading.Pose && !TimedPose.IsPossible(pose)) reading = double.IsFinite(pose.Left + pose.Forward + pose.Up) && TimedPose.IsPossible(new(YawDegrees: pose.YawDegrees)) ? PoseReading.TooFar : PoseReading.Garbage;
        Interlocked.Increment(ref reading == PoseReading.Pose ? ref _poses : ref reading == PoseReading.NoPose ? ref _withoutPose : ref reading == PoseReading.TooFar ? ref _tooFar : ref _garbage);
        return reading;
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    bool TryReceive(out int bytes)
    {
        bytes = _socket.Receive(_datagram, SocketFlags.None, out SocketError error);
        return error is SocketError.Success or SocketError.MessageSize;
    }
}
