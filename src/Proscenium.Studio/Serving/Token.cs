using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Proscenium.Studio.Serving;

/// <summary>What a page has to know to be answered.</summary>
static class Token
{
    const int Bytes = 32;

    /// <summary>256 random bits.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Whether two are the same, in a time that does not tell how far they are.</summary>
    public static bool Is(string token, string? given) => given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(given));
}
