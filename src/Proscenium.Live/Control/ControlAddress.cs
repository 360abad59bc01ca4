using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Proscenium.Live.Servers;

namespace Proscenium.Live.Control;

/// <summary>Where commands are taken: a socket that only this user can open, or a port of this machine for who knows a token that only this user can read.</summary>
sealed class ControlAddress : IDisposable
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite, OwnersFolder = OwnerOnly | UnixFileMode.UserExecute;
    internal const int LongestPath = 104; // bytes; with its end what every system takes
    const int TokenBytes = 16;

    ControlAddress(Socket listener, string file, string? token) => (Listener, File, Token) = (listener, file, token);

    /// <summary>Takes connections.</summary>
    public Socket Listener { get; }

    /// <summary>The socket's file, or the token's.</summary>
    public string File { get; }

    /// <summary>The first line that a client has to send; null where the system lets in nobody else.</summary>
    public string? Token { get; }

    /// <summary>The port, or 0.</summary>
    public int Port => Listener.LocalEndPoint is IPEndPoint address ? address.Port : 0;

    /// <summary>In one sentence.</summary>
    public string Sentence => Token is null ? $"accepts commands on the socket {File}." : $"accepts commands on port {Port} of 127.0.0.1, after a first line with the token in {File}.";

    /// <summary>The folder of sockets and tokens, which only this user can look into: in the user's run-time folder, else among the user's data.</summary>
    public static string UsualFolder
    {
        get
        {
            bool isThere = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } named && Path.IsPathRooted(named) && Directory.Exists(named);
            return isThere ? Path.Combine(Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR")!, "proscenium")
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "proscenium", "run");
        }
    }

    /// <summary>The socket's file of a session whose client has the usual name.</summary>
    public static string UsualSocket => SocketFile(UsualFolder, ServerSettings.UsualClient);

    /// <summary>The socket's file of a client.</summary>
    public static string SocketFile(string folder, string client) => Path.Combine(folder, $"{PortNames.Of([client])[0]}.socket");

    /// <summary>A socket in a folder, named after the client.</summary>
    /// <exception cref="ControlException">It cannot be made, or another session has it.</exception>
    public static ControlAddress OfSocket(string folder, string client)
    {
        string path = SocketFile(folder, client);
        if (System.Text.Encoding.UTF8.GetByteCount(path) > LongestPath) throw new ControlException($"{path}: is too long a name for a socket: set XDG_RUNTIME_DIR to a shorter folder, or take commands on a port.");
        Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            MakeFolder(folder);
            if (IsTaken(path)) throw new ControlException($"{path}: another session takes commands there: end it, or give this one another client name.");
            System.IO.File.Delete(path); // of a session that was killed
            listener.Bind(new UnixDomainSocketEndPoint(path));
            if (!OperatingSystem.IsWindows()) System.IO.File.SetUnixFileMode(path, OwnerOnly);
            listener.Listen(ControlSocket.MaxClients);
            return new(listener, path, null);
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException)
        {
            listener.Dispose();
            throw new ControlException($"{path}: cannot be made ({e.Message.TrimEnd('.')}): look at the folder's rights, or set XDG_RUNTIME_DIR to a folder of your own.", e);
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <summary>A port of 127.0.0.1, with a new token in a folder.</summary>
    /// <param name="folder">Where the token is written.</param>
    /// <param name="port">The port, or 0 for any that is free.</param>
    /// <exception cref="ControlException">The port cannot be had, or the token not be written.</exception>
    public static ControlAddress OfPort(string folder, int port)
    {
        if (port is < 0 or > IPEndPoint.MaxPort) throw new ControlException($"control port {port}: is no port: say 1 to {IPEndPoint.MaxPort}, or 0 for any that is free.");
        Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
            string token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes)), file = Path.Combine(folder, $"port-{((IPEndPoint)listener.LocalEndPoint!).Port}.token");
            WriteToken(folder, file, token);
            listener.Listen(ControlSocket.MaxClients);
            return new(listener, file, token);
        }
        catch (SocketException e)
        {
            listener.Dispose();
            string fault = e.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "is taken by another program",
                SocketError.AccessDenied => "is kept for the system",
                _ => $"cannot be had ({e.Message})",
            };
            throw new ControlException($"control port {port}: {fault}: choose another one, or 0 for any that is free.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            listener.Dispose();
            throw new ControlException($"{folder}: the token for port {port} cannot be written there ({e.Message.TrimEnd('.')}): look at the folder's rights, or set XDG_RUNTIME_DIR to a folder of your own.", e);
        }
    }

    /// <summary>Takes no more connections, and leaves nothing behind.</summary>
    public void Dispose()
    {
        Listener.Dispose();
        try
        {
            System.IO.File.Delete(File);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // the next session removes it
        }
    }

    static void WriteToken(string folder, string file, string token)
    {
        MakeFolder(folder);
        System.IO.File.Delete(file);
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using StreamWriter writer = new(file, options);
        writer.WriteLine(token);
    }

    /// <summary>A folder that only its owner can look into; who does not own it cannot make it so.</summary>
    static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }
        Directory.CreateDirectory(folder, OwnersFolder);
        System.IO.File.SetUnixFileMode(folder, OwnersFolder);
    }

    static bool IsTaken(string path)
    {
        using Socket asking = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            asking.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
