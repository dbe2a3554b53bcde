# The portal as a container: built here, run by a user without rights.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish Portal.Web -c Release -o /app -p:RestoreLockedMode=true

FROM mcr.microsoft.com/dotnet/aspnet:10.0
COPY --from=build /app /app
RUN install -d -o $APP_UID -m 711 /var/lib/privatelink-portal
USER $APP_UID
VOLUME /var/lib/privatelink-portal
EXPOSE 8080
ENTRYPOINT ["dotnet", "/app/Portal.Web.dll"]
CMD ["--port", "8080", "--data", "/var/lib/privatelink-portal"]
