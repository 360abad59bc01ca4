using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Proscenium.Tracking;

namespace Proscenium.Live.Tracking;

/// <summary>Sends a track of poses in real time, as opentrack would.</summary>
static class PoseSender
{
    /// <summary>Sends all poses at their times.</summary>
    /// <param name="poses">With times from 0 on.</param>
    /// <param name="to">Where to.</param>
    /// <param name="show">Receives each pose when it is sent.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>How many were sent.</returns>
    public static int Run(IReadOnlyList<TimedPose> poses, IPEndPoint to, Action<TimedPose>? show, CancellationToken cancel)
    {
        using Socket socket = new(to.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        byte[] datagram = new byte[OpentrackFormat.Bytes];
        int sent = 0;
        long begun = Stopwatch.GetTimestamp();
        foreach (TimedPose pose in poses)
        {
            TimeSpan wait = TimeSpan.FromSeconds(pose.Seconds) - Stopwatch.GetElapsedTime(begun);
            if (cancel.IsCancellationRequested || (wait > TimeSpan.Zero && cancel.WaitHandle.WaitOne(wait))) break;
            OpentrackFormat.Write(pose.Pose, datagram);
            Send(socket, datagram, to);
            sent++;
            show?.Invoke(pose);
        }
        return sent;
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
