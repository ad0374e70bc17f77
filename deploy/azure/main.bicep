// Reconnect in one resource group: the bot on Container Apps, its database, its log, and its registration.
// docs/operators-guide.md walks through it.
targetScope = 'resourceGroup'

@description('What everything here is called; also the first part of the bot\'s host name.')
@minLength(3)
@maxLength(20)
param name string = 'reconnect'

@description('The region of everything that has one.')
param location string = resourceGroup().location

@description('The image to run, such as contosoregistry.azurecr.io/reconnect:0.1.0.')
param image string

@description('The container registry in this resource group that holds the image. Empty: anybody may pull it.')
param registryName string = ''

@description('An app registration of your own, by its client id. Empty: a managed identity is the bot, without any secret.')
param appId string = ''

@description('The client secret of that app registration.')
@secure()
param appPassword string = ''

@description('The database\'s password.')
@minLength(16)
@secure()
param databasePassword string

@description('Where Teams runs.')
@allowed(['public', 'gcc', 'gcc-high', 'dod', 'china'])
param cloud string = 'public'

@description('The language when nothing tells.')
@allowed(['en', 'fr'])
param language string = 'en'

@description('How many processes run at least: two, so that one may be replaced.')
@minValue(1)
param leastReplicas int = 2

@description('How many processes run at most.')
@minValue(1)
param mostReplicas int = 4

@description('The machine of the database.')
param databaseSku object = {
  name: 'Standard_B2s'
  tier: 'Burstable'
}

@description('For how many days the log is kept.')
@minValue(30)
param logDays int = 30

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
}

module network 'modules/network.bicep' = {
  name: 'network'
  params: {
    name: name
    location: location
  }
}

module database 'modules/database.bicep' = {
  name: 'database'
  params: {
    name: name
    location: location
    password: databasePassword
    sku: databaseSku
    subnetId: network.outputs.databaseSubnetId
    zoneId: network.outputs.zoneId
  }
}

module registry 'modules/registry.bicep' = if (!empty(registryName)) {
  name: 'registry'
  params: {
    registryName: registryName
    principalId: identity.properties.principalId
  }
}

var isOwnApp = !empty(appId)
var botId = isOwnApp ? appId : identity.properties.clientId

module app 'modules/app.bicep' = {
  name: 'app'
  params: {
    name: name
    location: location
    image: image
    registryServer: empty(registryName) ? '' : '${registryName}${environment().suffixes.acrLoginServer}'
    identityId: identity.id
    managedIdentity: isOwnApp ? '' : botId
    appId: botId
    appPassword: appPassword
    tenantId: tenant().tenantId
    databaseUrl: 'postgresql://${database.outputs.user}:${uriComponent(databasePassword)}@${database.outputs.host}:5432/${database.outputs.database}?sslmode=require'
    subnetId: network.outputs.appSubnetId
    cloud: cloud
    language: language
    leastReplicas: leastReplicas
    mostReplicas: mostReplicas
    logDays: logDays
  }
  dependsOn: [
    registry
  ]
}

module bot 'modules/bot.bicep' = {
  name: 'bot'
  params: {
    name: name
    appId: botId
    tenantId: tenant().tenantId
    identityId: isOwnApp ? '' : identity.id
    domain: app.outputs.domain
  }
}

@description('For reconnect manifest build --app-id.')
output appId string = botId

@description('For reconnect manifest build --domain.')
output domain string = app.outputs.domain

@description('What the bot\'s registration calls.')
output messagingEndpoint string = bot.outputs.messagingEndpoint

@description('For az postgres flexible-server.')
output databaseServer string = database.outputs.server
