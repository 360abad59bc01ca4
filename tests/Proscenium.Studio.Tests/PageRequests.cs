using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Proscenium.Studio.Tests;

/// <summary>What a page sends beside its socket, without a page.</summary>
static class PageRequests
{
    /// <summary>What the server says of what was sent.</summary>
    public static async Task<JsonObject> Posted(HttpClient page, string path, byte[] content)
    {
        using ByteArrayContent body = new(content);
        HttpResponseMessage answer = await page.PostAsync(path, body, TestContext.Current.CancellationToken);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject();
    }

    /// <summary>A file that is taken away.</summary>
    public static async Task<(string Name, byte[] Content)> Downloaded(HttpClient page, string what, byte[] state)
    {
        using ByteArrayContent body = new(state);
        HttpResponseMessage answer = await page.PostAsync($"/download?what={what}", body, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'), await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>A list of files that lie on the shelf by now.</summary>
    public static async Task<JsonArray> Kept(HttpClient page, IEnumerable<(string Name, byte[] Content)> files)
    {
        JsonArray kept = [];
        foreach ((string name, byte[] content) in files)
        {
            JsonObject answer = await Posted(page, $"/files?name={Uri.EscapeDataString(name)}", content);
            Assert.Null((string?)answer["error"]);
            kept.Add(new JsonObject { ["name"] = name, ["id"] = (string?)answer["id"] });
        }
        return kept;
    }

    /// <inheritdoc cref="Posted(HttpClient, string, byte[])"/>
    public static Task<JsonObject> Posted(HttpClient page, string path, JsonObject body) => Posted(page, path, Encoding.UTF8.GetBytes(body.ToJsonString()));
}
