// The bot's registration with the channel, and Teams switched on.
param name string
param appId string
param tenantId string
param domain string

@description('The managed identity that is the bot. Empty: an app registration is.')
param identityId string

var isManaged = !empty(identityId)
var endpoint = 'https://${domain}/api/messages'

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${name}-${uniqueString(resourceGroup().id)}'
  location: 'global'
  kind: 'azurebot'
  sku: {
    name: 'S1'
  }
  properties: {
    displayName: 'Reconnect'
    endpoint: endpoint
    msaAppId: appId
    msaAppType: isManaged ? 'UserAssignedMSI' : 'SingleTenant'
    msaAppTenantId: tenantId
    msaAppMSIResourceId: isManaged ? identityId : null
    schemaTransformationVersion: '1.3'
    disableLocalAuth: true
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: {
      isEnabled: true
      acceptedTerms: true
    }
  }
}

output messagingEndpoint string = endpoint
