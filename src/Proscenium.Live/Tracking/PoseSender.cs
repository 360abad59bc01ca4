using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Proscenium.Tracking;

namespace Proscenium.Live.Tracking;

/// <summary>Sends a track of poses in real time, as opentrack would: evenly, also where its poses are far apart and the head rests or moves on a line.</summary>
static class PoseSender
{
    /// <summary>Poses a second.</summary>
    public const double PosesPerSecond = 60;

    /// <summary>Sends the whole track.</summary>
    /// <param name="track">Its times count from 0.</param>
    /// <param name="to">Where to.</param>
    /// <param name="show">Receives the seconds of the track when a pose is sent.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>How many poses were sent, and the seconds of the track that they were of.</returns>
    public static (int Poses, double Seconds) Run(PoseTrack track, IPEndPoint to, Action<double>? show, CancellationToken cancel)
    {
        using Socket socket = new(to.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        byte[] datagram = new byte[OpentrackFormat.Bytes];
        (int sent, double last) = (0, 0);
        long begun = Stopwatch.GetTimestamp();
        for (bool isLast = false; !isLast; sent++)
        {
            double seconds = Math.Min(sent / PosesPerSecond, track.Seconds);
            isLast = seconds == track.Seconds;
            TimeSpan wait = TimeSpan.FromSeconds(seconds) - Stopwatch.GetElapsedTime(begun);
            if (cancel.IsCancellationRequested || (wait > TimeSpan.Zero && cancel.WaitHandle.WaitOne(wait))) break;
            OpentrackFormat.Write(track.At(seconds), datagram);
            Send(socket, datagram, to);
            last = seconds;
            show?.Invoke(seconds);
        }
        return (sent, last);
    }

    static void Send(Socket socket, byte[] datagram, IPEndPoint to)
    {
        try
        {
            socket.SendTo(datagram, to);
        }
        catch (SocketException e)
        {
            throw new SettingException($"{to}: nothing can be sent there ({e.Message}): name an address that this machine reaches.", e);
        }
    }
}
