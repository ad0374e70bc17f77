using 'main.bicep'

param name = 'reconnect'
param image = 'contosoregistry.azurecr.io/reconnect:0.1.0'
param registryName = 'contosoregistry'
param cloud = 'public'
param language = 'en'

// From the environment, so that no file holds it: make one with openssl rand -hex 24.
param databasePassword = readEnvironmentVariable('DATABASE_PASSWORD')

// Only for an app registration of your own in place of the managed identity.
// param appId = '00000000-0000-0000-0000-000000000000'
// param appPassword = readEnvironmentVariable('APP_PASSWORD')
