using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Proscenium.Studio.Session;
using Proscenium.Studio.Taking;

namespace Proscenium.Studio.Serving;

/// <summary>One request of a browser. Other sites, and names that lead to this machine by a trick, are turned away; what is not public asks for the token.</summary>
sealed class Visit(HttpContext context, StudioSession session, string token, int port)
{
    const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; media-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    HttpRequest Request => context.Request;

    HttpResponse Response => context.Response;

    /// <summary>Answers it.</summary>
    public Task Answer()
    {
        SetHeaders();
        if (!IsOwnHost) return Refuse(StatusCodes.Status421MisdirectedRequest);
        if (!IsOwnOrigin) return Refuse(StatusCodes.Status403Forbidden);
        string path = Request.Path.Value ?? "/";
        if (path == "/socket") return context.WebSockets.IsWebSocketRequest ? HoldConversation() : Refuse(StatusCodes.Status400BadRequest);
        if (HttpMethods.IsGet(Request.Method) && PageFiles.Find(path) is { } file) return Send(file.Content, file.Type);
        return !HasToken ? Refuse(StatusCodes.Status401Unauthorized) : AnswerOwn(path);
    }

    async Task HoldConversation()
    {
        using Conversation conversation = new(session, token);
        await conversation.Hold(context.WebSockets).ConfigureAwait(false);
    }

    bool IsOwnHost => Request.Host.Host is "127.0.0.1" or "localhost" && (Request.Host.Port ?? 80) == port;

    /// <summary>Requests of a page name where it is from; those of a browser's address line need not.</summary>
    bool IsOwnOrigin => Request.Headers.Origin.Count == 0
        ? Request.Headers["Sec-Fetch-Site"].ToString() is "" or "none" or "same-origin" || HttpMethods.IsGet(Request.Method) && Request.Path == "/"
        : Request.Headers.Origin.ToString() == $"http://{Request.Host.Value}";

    bool HasToken => Request.Headers.Authorization.ToString() is var given && given.StartsWith("Bearer ", StringComparison.Ordinal) && Token.Is(token, given["Bearer ".Length..]);

    async Task AnswerOwn(string path)
    {
        try
        {
            if (HttpMethods.IsGet(Request.Method) && path.StartsWith("/sound/", StringComparison.Ordinal)) await new SoundDownload(session.Songs).Send(path["/sound/".Length..], Request.Query["upmix"], Response).ConfigureAwait(false);
            else if (HttpMethods.IsPost(Request.Method) && path == "/download") await new Downloads(session).Send(Request, Response).ConfigureAwait(false);
            else if (HttpMethods.IsPost(Request.Method) && Uploads.Find(path) is { } upload) await SendJson(await Uploads.Take(upload, session, Request, context.Features.Get<IHttpMaxRequestBodySizeFeature>()!, context.RequestAborted).ConfigureAwait(false)).ConfigureAwait(false);
            else await Refuse(StatusCodes.Status404NotFound).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ProsceniumException or BadHttpRequestException or JsonException)
        {
            if (Response.HasStarted) throw;
            Response.StatusCode = e is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status400BadRequest;
            string sentence = e is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } ? "This file is larger than the studio takes." : e is JsonException ? "This is no state of a page." : e.Message;
            await SendJson(new() { ["error"] = sentence }).ConfigureAwait(false);
        }
    }

    void SetHeaders()
    {
        Response.Headers.ContentSecurityPolicy = Policy;
        Response.Headers.XContentTypeOptions = "nosniff";
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        Response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        Response.Headers.CacheControl = "no-store";
    }

    Task Refuse(int status)
    {
        Response.StatusCode = status;
        return Task.CompletedTask;
    }

    async Task Send(Stream content, string type)
    {
        Response.ContentType = type;
        await using (content.ConfigureAwait(false)) await content.CopyToAsync(Response.Body, context.RequestAborted).ConfigureAwait(false);
    }

    Task SendJson(JsonObject json)
    {
        Response.ContentType = "application/json";
        return Response.WriteAsync(json.ToJsonString(), context.RequestAborted);
    }
}
